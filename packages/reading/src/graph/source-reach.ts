import { matchGlob, withoutCredentials } from '@pgplatform/core';
import { LIMITS } from '../limits';
import { chartReach, directoryReach, generatedReach } from './directory-reach';
import type { DraftSource } from './draft';
import type { Fact } from './fact';
import type { Builder, Source } from './graph';
import type { GraphBudget } from './graph-budget';
import type { GraphFiles } from './graph-files';
import type { KustomizeReach } from './kustomize-reach';
import { type Reached, reachedNothing } from './reached';
import type { RepositoryIdentity } from './repository-identity';

/** What a source is, and where it leads. */
export type FoundSource = {
  readonly source: Source;
  readonly reached: readonly Reached[];
  /** Whether it is known that it leads there. */
  readonly certain: boolean;
  /** The folder that it is responsible for, and whether for what is below it too. @default - that is not known */
  readonly covers?: { readonly folder: string; readonly deep: boolean };
  /** It may lead anywhere. */
  readonly anywhere: boolean;
};

/** Finds what sources lead to; two that say the same are followed once. */
export class SourceReach {
  private readonly known = new Map<string, Reached>();
  private readonly shapes = new Map<string, readonly string[]>();

  constructor(
    private readonly files: GraphFiles,
    private readonly kustomize: KustomizeReach,
    private readonly identity: RepositoryIdentity,
    private readonly budget: GraphBudget,
  ) {}

  of(draft: DraftSource): FoundSource {
    const { address, revision, chart, path, problems } = draft;
    const repository: Source['repository'] =
      draft.unknown !== undefined
        ? { unknown: draft.unknown }
        : chart !== null
          ? { known: 'elsewhere' }
          : this.identity.of(address ?? '');
    // What is in an artifact may have been any part of this repository.
    const isArtifact = draft.unknown !== undefined;
    const base = {
      address: address && withoutCredentials(address),
      repository,
      revision,
      chart,
      path: path && 'known' in path ? { known: path.known || '.' } : path,
      problems,
      directory: null,
    };
    const nowhere = (builder: Fact<Builder>, why?: string): FoundSource => ({
      source: { ...base, builder, problems: why === undefined ? problems : [...problems, why] },
      reached: [],
      certain: false,
      anywhere: isArtifact,
    });
    if (path === null)
      return nowhere(draft.builder ? { known: draft.builder } : { unknown: 'it names neither a folder nor a chart' });
    const elsewhere = 'known' in repository && repository.known === 'elsewhere';
    if (elsewhere) return nowhere(draft.builder ? { known: draft.builder } : { unknown: 'its files are in another repository' });
    const folders = 'known' in path ? (this.files.folders.has(path.known) ? [path.known] : []) : this.matching(draft.shape);
    if (folders === undefined) return { ...nowhere({ unknown: 'unknown' in path ? path.unknown : '' }), anywhere: true };
    const [folder] = folders;
    if (folder === undefined) {
      const why = 'known' in path ? `there is no folder ${path.known || '.'} here` : path.unknown;
      return nowhere(
        draft.builder ? { known: draft.builder } : { unknown: why },
        'known' in path ? `There is no folder ${path.known}.` : undefined,
      );
    }
    const ignored = draft.engine !== 'argo' && this.files.has('.sourceignore');
    const reached = folders.map((one) => this.reach(draft, one, this.builderOf(draft, one)));
    if ('unknown' in path) return { ...nowhere({ unknown: path.unknown }), reached };
    const builder = this.builderOf(draft, folder);
    const directory = builder === 'directory' ? draft.directory : null;
    const isSure = 'known' in repository && !ignored && builder !== 'plugin';
    return {
      source: {
        ...base,
        builder: { known: builder },
        directory,
        problems: [
          ...problems,
          ...reached.flatMap((one) => one.problems),
          ...this.overrides(draft, folder).map((path) => `${path} changes the source: it is not followed.`),
          ...(ignored ? ['.sourceignore may leave files out: it is not followed.'] : []),
          ...(builder === 'plugin' ? ['A plugin decides what is made of the folder: it is not run here.'] : []),
        ],
      },
      reached,
      certain: isSure,
      anywhere: isArtifact,
      ...(isSure && builder !== 'helm' && { covers: { folder, deep: directory?.recurse ?? true } }),
    };
  }

  /** Whether the folder of a source is here; nothing for the root, which is everywhere. */
  isHere({ path, shape }: Pick<DraftSource, 'path' | 'shape'>): boolean | undefined {
    if (path === null) return false;
    if ('known' in path) return path.known === '' ? undefined : this.files.folders.has(path.known);
    return (this.matching(shape)?.length ?? 0) > 0;
  }

  /** The folders that a path with holes in it could be; nothing when it could be any. */
  private matching(shape: string): readonly string[] | undefined {
    const known = this.shapes.get(shape);
    if (known) return known;
    const pattern = patternOf(shape);
    if (pattern === undefined || !this.budget.take('matches', this.files.folders.size)) return undefined;
    const [start, end] = [pattern.slice(0, pattern.indexOf('*')), pattern.slice(pattern.lastIndexOf('*') + 1)];
    const found = [...this.files.folders].filter(
      (folder) => folder !== '' && folder.startsWith(start) && folder.endsWith(end) && matchGlob(pattern, folder),
    );
    this.shapes.set(shape, found);
    return found;
  }

  /** Files in which Argo CD finds parameters of a source (docs/user-guide/parameters.md). */
  private overrides({ engine }: DraftSource, folder: string): string[] {
    const start = `${folder ? `${folder}/` : ''}.argocd-source`;
    return engine === 'argo' ? this.files.startingWith(start).filter((path) => path.endsWith('.yaml')) : [];
  }

  /** How a folder is built: what the source says, else what lies in it (argo-cd util/app/discovery). */
  private builderOf({ engine, builder }: DraftSource, folder: string): Builder {
    if (builder) return builder;
    if (this.files.kustomizations.has(folder)) return 'kustomize';
    return engine === 'argo' && this.files.charts.has(folder) ? 'helm' : 'directory';
  }

  private reach(draft: DraftSource, folder: string, builder: Builder): Reached {
    const { engine, directory, valueFiles, components } = draft;
    const key = JSON.stringify([engine, folder, builder, directory, valueFiles, components]);
    const known = this.known.get(key) ?? this.follow(draft, folder, builder);
    this.known.set(key, known);
    return known;
  }

  private follow(draft: DraftSource, folder: string, builder: Builder): Reached {
    const { engine, components, valueFiles } = draft;
    const kustomized = (one: string) => this.kustomize.of(one, engine === 'argo');
    if (builder === 'helm') return chartReach(this.files, folder, valueFiles);
    if (builder === 'plugin')
      return { ...reachedNothing(), files: new Map(this.files.below(folder).map((path) => [path, 'manifest'])) };
    const own =
      builder === 'kustomize'
        ? kustomized(folder)
        : engine === 'flux'
          ? generatedReach(this.files, folder, kustomized)
          : directoryReach(this.files, folder, draft.directory, this.budget);
    return components.map((one) => kustomized(one)).reduce(together, own);
  }
}

function together(one: Reached, other: Reached): Reached {
  return {
    files: new Map([...other.files, ...one.files]),
    problems: [...one.problems, ...other.problems],
    changedBy: new Map([...other.changedBy, ...one.changedBy]),
  };
}

/** A glob of a path with `{{…}}` and `${…}` in it; nothing when nothing else is in it. */
function patternOf(shape: string): string | undefined {
  if (shape.length > LIMITS.graph.pattern) return undefined;
  let pattern = '';
  let at = 0;
  while (at < shape.length) {
    const end = shape.startsWith('{{', at) ? '}}' : shape.startsWith('${', at) ? '}' : undefined;
    const closes = end === undefined ? -1 : shape.indexOf(end, at + 2);
    if (end === undefined || closes < 0) pattern += shape[at++];
    else {
      pattern += '*';
      at = closes + end.length;
    }
  }
  const trimmed = pattern.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '');
  return /[^*/.]/.test(trimmed) ? trimmed : undefined;
}
