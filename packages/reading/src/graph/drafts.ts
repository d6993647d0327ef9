import { applicationDraft } from './application';
import { applicationsOf } from './application-set';
import { ConfigMaps } from './config-maps';
import type { Draft, DraftSource } from './draft';
import { field, hasFields, items, text } from './field';
import { type FluxWorld, kustomizationDraft, releaseDraft } from './flux-applier';
import type { ApplierSet } from './graph';
import type { GraphBudget } from './graph-budget';
import type { FoundObject, GraphFiles } from './graph-files';
import type { RepositoryIdentity } from './repository-identity';
import type { SourceReach } from './source-reach';

export type Drafts = { readonly drafts: readonly Draft[]; readonly sets: readonly ApplierSet[] };

/** Finds the appliers that a tree defines. */
export class DraftReader {
  constructor(
    private readonly files: GraphFiles,
    private readonly identity: RepositoryIdentity,
    private readonly sources: SourceReach,
    private readonly budget: GraphBudget,
  ) {}

  /** The appliers among some objects. Which repository is this one is known only once all that is written out is read. */
  read(objects: readonly FoundObject[]): Drafts {
    const plain = this.plain(objects);
    this.note(plain.flatMap(({ sources }) => sources));
    const sets = objects.filter(({ object }) => isKind(object, 'argoproj.io/', 'ApplicationSet'));
    for (const { object } of sets) this.noteSet(object);
    const expanded = sets.map((set) => this.expanded(set));
    return { drafts: [...plain, ...expanded.flatMap(({ drafts }) => drafts)], sets: expanded.map(({ set }) => set) };
  }

  private plain(objects: readonly FoundObject[]): Draft[] {
    const world = fluxWorld(this.files, objects);
    return objects.flatMap(({ object, file }): Draft[] => {
      const make = isKind(object, 'argoproj.io/', 'Application')
        ? () => applicationDraft(object, file)
        : isKind(object, 'kustomize.toolkit.fluxcd.io/', 'Kustomization')
          ? () => kustomizationDraft(object, file, world)
          : isKind(object, 'helm.toolkit.fluxcd.io/', 'HelmRelease')
            ? () => releaseDraft(object, file, world)
            : undefined;
      return make && hasFields(field(object, 'spec')) && this.budget.take('appliers') ? [make()] : [];
    });
  }

  private note(sources: readonly DraftSource[]): void {
    for (const source of sources) {
      const { address, chart, unknown } = source;
      if (chart !== null || unknown !== undefined || address?.includes('{{')) continue;
      this.identity.note(address ?? '', this.sources.isHere(source));
    }
  }

  /** Takes the addresses that a set names: of its template, and of its git generators. */
  private noteSet(set: any): void {
    this.note(applicationDraft(field(set, 'spec', 'template') ?? {}, '').sources);
    const open = items(set, 'spec', 'generators').slice(0, 1000);
    for (let next = open.pop(), steps = 0; next !== undefined && steps < 1000; next = open.pop(), steps++) {
      for (const name of ['matrix', 'merge']) open.push(...items(next, name, 'generators').slice(0, 1000));
      const address = text(next, 'git', 'repoURL');
      if (address === undefined || address.includes('{{')) continue;
      const patterns = [...items(next, 'git', 'directories'), ...items(next, 'git', 'files')].map(
        (one) => text(one, 'path') ?? '',
      );
      const folders = patterns.map(literalFolder).filter((path) => path !== '');
      const isHere = folders.some((path) => this.sources.isHere({ path: { known: path }, shape: path }));
      this.identity.note(address, folders.length === 0 ? undefined : isHere);
    }
  }

  private expanded({ object, file }: FoundObject): { readonly set: ApplierSet; readonly drafts: readonly Draft[] } {
    const namespace = text(object, 'metadata', 'namespace') ?? null;
    const id = `ApplicationSet/${namespace ?? ''}/${text(object, 'metadata', 'name') ?? ''}@${file}`;
    const { files, identity, budget } = this;
    const made = applicationsOf(object, { files, identity, budget });
    if ('fails' in made) return { set: { id, file, elements: { unknown: `It makes none: ${made.fails}.` } }, drafts: [] };
    const preserves = field(object, 'spec', 'syncPolicy', 'preserveResourcesOnDeletion') === true;
    const deletes = !/^create-(?:only|update)$/.test(text(object, 'spec', 'syncPolicy', 'applicationsSync') ?? '');
    const drafts = made.applications.map(({ object: application, open }) =>
      applicationDraft(application, file, { id, namespace, open, preserves, deletes }),
    );
    const unknown = drafts.find(({ open }) => open !== undefined)?.open;
    return { set: { id, file, elements: unknown === undefined ? { known: drafts.length } : { unknown } }, drafts };
  }
}

function isKind(object: any, group: string, kind: string): boolean {
  return text(object, 'kind') === kind && (text(object, 'apiVersion') ?? '').startsWith(group);
}

function fluxWorld(files: GraphFiles, objects: readonly FoundObject[]): FluxWorld {
  const key = (namespace: string | null, name: string) => JSON.stringify([namespace, name]);
  const urls = new Map<string, string>();
  for (const { object } of objects) {
    const [name, url] = [text(object, 'metadata', 'name'), text(object, 'spec', 'url')];
    if (name === undefined || url === undefined || !isKind(object, 'source.toolkit.fluxcd.io/', 'GitRepository')) continue;
    urls.set(key(text(object, 'metadata', 'namespace') ?? null, name), url);
  }
  let maps: ConfigMaps | undefined;
  return {
    repository: (namespace, name) => urls.get(key(namespace, name)) ?? urls.get(key(null, name)),
    configMap: (namespace, name) => {
      maps ??= new ConfigMaps(files, objects);
      return maps.find(namespace, name);
    },
  };
}

/** The folder up to the first name of a pattern that is none. */
function literalFolder(pattern: string): string {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const end = parts.findIndex((part) => /[*?[{]/.test(part));
  const isFile = end < 0 && /\.\w+$/.test(parts.at(-1) ?? '');
  return parts.slice(0, isFile ? -1 : end < 0 ? undefined : end).join('/');
}
