import type { PlannedRepository } from '../fleet-plan';
import type { GitHub, TreeEntry } from '../github';
import { GitHubError } from '../github-error';

/** What a commit is made on. */
export interface Base {
  readonly commit: string;
  readonly tree: string;
}

/** What the planned files were made from: when one of these changed, they would come out otherwise. */
const SOURCES = ['.projenrc.ts', '.pgplatform/model.json', 'package.json', 'package-lock.json'];

/**
 * The head of the default branch, if what was planned is still right there; nothing when it has to be planned again.
 *
 * Right means: none of the planned files, and none of what they were made from, changed since.
 */
export async function freshBase(github: GitHub, planned: PlannedRepository): Promise<Base | undefined> {
  const head = await github.branch(planned, planned.defaultBranch);
  if (head === undefined || planned.base === undefined) {
    return undefined;
  }
  if (head === planned.base && planned.baseTree !== undefined) {
    return { commit: head, tree: planned.baseTree };
  }
  const [before, after] = [await entriesOf(github, planned, planned.base), await entriesOf(github, planned, head)];
  const concerned = [...SOURCES, ...(planned.files ?? []).map((file) => file.path)];
  return before && after && concerned.every((path) => isSame(before.get(path), after.get(path)))
    ? { commit: head, tree: (await github.commit(planned, head)).tree }
    : undefined;
}

/** The files of a commit by path; nothing when GitHub does not tell all of them, or the commit is gone. */
export async function entriesOf(
  github: GitHub,
  repository: PlannedRepository,
  commit: string,
): Promise<ReadonlyMap<string, TreeEntry> | undefined> {
  try {
    const { truncated, entries } = await github.tree(repository, commit);
    return truncated ? undefined : new Map(entries.filter((entry) => entry.type !== 'tree').map((entry) => [entry.path, entry]));
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not found') {
      return undefined;
    }
    throw error;
  }
}

export function isSame(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
  return a?.sha === b?.sha && a?.mode === b?.mode;
}
