import { KUSTOMIZATION, type Target } from '../build/kustomization-fields';
import { PathReader } from '../build/path-reader';
import { folderOf, isUnder, joined } from '../tree/tree-path';
import { field, items, text } from './field';
import type { GraphBudget } from './graph-budget';
import type { GraphFiles } from './graph-files';
import { addProblems, type Reached, reachedNothing } from './reached';

/** Fields that change what stands in an object, or what it is called. */
const CHANGING = [
  'namePrefix',
  'nameSuffix',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'replacements',
  'transformers',
  'vars',
];

/** What one folder takes part in a build with. */
type Folder = {
  readonly file: string | undefined;
  readonly manifests: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
  readonly folders: readonly string[];
  readonly problems: readonly string[];
  /** Files that lie outside of the folder. */
  readonly outside: readonly string[];
  readonly changes: boolean;
  readonly kind?: string;
};

/** Remembers which files are applied, not only read. */
class RoleReader extends PathReader {
  readonly manifests = new Set<string>();
  readonly components = new Set<string>();

  override path(text: string, at: string, target: Target): string {
    const read = super.path(text, at, target);
    const path = joined(this.folder, text);
    if (/^(?:resources|bases)\[/.test(at) && this.files.has(path)) this.manifests.add(path);
    if (at.startsWith('components[') && this.folders.has(path)) this.components.add(path);
    return read;
  }
}

/** What Kustomize reads and applies of folders. A folder is read once. */
export class KustomizeReach {
  private readonly folders = new Map<string, Folder>();

  constructor(
    private readonly files: GraphFiles,
    private readonly budget: GraphBudget,
  ) {}

  /**
   * Everything that a build of a folder reads.
   *
   * @param restricted whether files outside of the folder of their kustomization are refused, as Argo CD has it and Flux has not
   */
  of(root: string, restricted: boolean): Reached {
    const reached = reachedNothing();
    const seen = new Set([root]);
    const open: { readonly folder: string; readonly changers: readonly string[] }[] = [{ folder: root, changers: [] }];
    for (let next = open.pop(); next; next = open.pop()) {
      const one = this.folder(next.folder);
      if (!this.budget.take('builds', 1 + one.files.size)) break;
      addProblems(reached, one.problems);
      if (restricted) {
        const why = `lies outside of ${one.file}: Kustomize refuses that unless its options allow it.`;
        addProblems(
          reached,
          one.outside.map((path) => `${path} ${why}`),
        );
      }
      const changers = one.changes && one.file !== undefined ? [...next.changers.slice(-20), one.file] : next.changers;
      for (const path of one.files) {
        const role = one.manifests.has(path) ? 'manifest' : 'input';
        if (reached.files.get(path) !== 'manifest') reached.files.set(path, role);
        if (role === 'manifest' && changers.length > 0) reached.changedBy.set(path, changers);
      }
      for (const folder of one.folders) {
        if (seen.has(folder)) continue;
        seen.add(folder);
        open.push({ folder, changers });
      }
    }
    return reached;
  }

  /** Folders with a kustomization that no other takes in. A component is built by none but others. */
  roots(): string[] {
    const all = [...this.files.kustomizations.keys()];
    const taken = new Set(all.flatMap((folder) => this.folder(folder).folders.filter((one) => one !== folder)));
    return all.filter((folder) => !taken.has(folder) && this.folder(folder).kind !== 'Component').sort();
  }

  /** Files that kustomizations only read: patches and the like, whose documents nobody applies. */
  parts(): ReadonlySet<string> {
    const all = [...this.files.kustomizations.keys()].map((folder) => this.folder(folder));
    const parts = new Set(all.flatMap(({ files }) => [...files]));
    for (const { manifests } of all) for (const path of manifests) parts.delete(path);
    return parts;
  }

  private folder(folder: string): Folder {
    const known = this.folders.get(folder) ?? this.read(folder);
    this.folders.set(folder, known);
    return known;
  }

  private read(folder: string): Folder {
    const names = this.files.kustomizations.get(folder) ?? [];
    const [file] = names;
    const nothing = { file, manifests: new Set<string>(), files: new Set(names), folders: [], outside: [], changes: false };
    if (file === undefined) return { ...nothing, problems: [`${folder || '.'} has no kustomization.`] };
    if (names.length > 1) return { ...nothing, problems: [`${names.join(' and ')} are both there.`] };
    const { documents, problem } = this.files.yaml(file);
    if (problem) return { ...nothing, problems: [`${file} is not read: ${problem.why ?? problem.kind}`] };
    const { files } = this;
    const reader = new RoleReader(folder, file, {
      has: (path) => files.has(path),
      hasFolder: (path) => files.folders.has(path),
      refusals: files.tree.refusals,
      yaml: (path) => files.yaml(path),
    });
    KUSTOMIZATION(documents[0], '', reader);
    const all = new Set([file, ...reader.files, ...reader.written.keys()]);
    return {
      file,
      manifests: reader.manifests,
      files: all,
      folders: [...reader.folders],
      problems: reader.problems.map(({ why }) => `${file}: ${why}`),
      outside: [...all].filter((path) => !isUnder(folderOf(path), folder)),
      kind: text(documents[0], 'kind'),
      changes: changes(documents[0]) || [...reader.components].some((component) => this.isChanging(component)),
    };
  }

  private isChanging(component: string): boolean {
    const [file] = this.files.kustomizations.get(component) ?? [];
    return file !== undefined && changes(this.files.yaml(file).documents[0]);
  }
}

function changes(kustomization: any): boolean {
  return CHANGING.some((name) => {
    const value = field(kustomization, name);
    return typeof value === 'string' ? value !== '' : items(kustomization, name).length > 0;
  });
}
