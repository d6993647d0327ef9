import type { PlannedRepository } from '../fleet-plan';
import type { GitHub, RemoteCommit, TreeFile } from '../github';
import { GitHubError } from '../github-error';
import { contentDigest, type Marker, markedMessage, readTrailer } from '../marker';
import { type Base, entriesOf, isSame } from './default-branch';

/** How many commits of others on top of ours are looked through. */
const DEPTH = 20;
/** How often a branch is looked at again that somebody moves at the same time. */
const ATTEMPTS = 4;

/** What a branch of the campaign holds: the head, and the newest commit of ours below it. */
export type Held = { readonly head: string; readonly own?: RemoteCommit & { readonly marker: Marker } };

/** Planned content on its branch, and whether this put it there; or why a person has to look at that first. */
export type Placed = { readonly marker: Marker; readonly made: boolean } | { readonly blocked: string };

/** What the branch holds; nothing when it is not there. */
export async function heldBy(
  github: GitHub,
  repository: PlannedRepository,
  branch: string,
  campaign: string,
): Promise<Held | undefined> {
  const head = await github.branch(repository, branch);
  if (head === undefined) {
    return undefined;
  }
  let commit = await github.commit(repository, head);
  for (let depth = 0; ; depth++) {
    const marker = readTrailer(commit.message);
    if (marker?.campaign === campaign && marker.tree === commit.tree) {
      return { head, own: { ...commit, marker } };
    }
    if (depth === DEPTH || commit.parents.length === 0) {
      return { head };
    }
    commit = await github.commit(repository, commit.parents[0]);
  }
}

/**
 * Puts the planned files on the branch, which is made when it is not there.
 *
 * Never by force: making a branch fails when there is one, moving it fails when somebody pushed meanwhile; then it is looked at again.
 * That is what makes two `apply` at the same time one.
 */
export async function place(
  github: GitHub,
  planned: PlannedRepository,
  branch: string,
  campaign: string,
  title: string,
  base: Base,
): Promise<Placed> {
  const plan = contentDigest(planned.files ?? []);
  let made: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const held = await heldBy(github, planned, branch, campaign);
    if (held && !held.own) {
      return { blocked: `The branch ${branch} is not as this campaign made it: merge, delete or rename it.` };
    }
    if (held?.own?.marker.plan === plan) {
      return { marker: held.own.marker, made: held.own.sha === made };
    }
    const edits = held ? await editsOnTop(github, planned, held, base) : [];
    if ('blocked' in edits) {
      return edits;
    }
    const tree = await github.createTree(planned, base.tree, [...(planned.files ?? []), ...edits]);
    const marker: Marker = { campaign, plan, tree, base: base.commit };
    const parents = !held ? [base.commit] : held.own?.marker.base === base.commit ? [held.head] : [held.head, base.commit];
    const commit = await github.createCommit(planned, { message: markedMessage(title, marker), tree, parents });
    try {
      await (held ? github.updateBranch(planned, branch, commit) : github.createBranch(planned, branch, commit));
      return { marker, made: true };
    } catch (error) {
      if (!(error instanceof GitHubError && error.kind === 'conflict')) {
        throw error;
      }
      made = commit; // a request that was sent twice is refused the second time
    }
  }
  return { blocked: `The branch ${branch} cannot be made or moved: is there another whose name is a part of it?` };
}

/** What people changed on top of our commit, if it touches nothing of ours and nothing that the default branch changed as well. */
async function editsOnTop(
  github: GitHub,
  planned: PlannedRepository,
  { head, own }: Held,
  base: Base,
): Promise<TreeFile[] | { readonly blocked: string }> {
  if (!own || head === own.sha) {
    return [];
  }
  const trees = await Promise.all(
    [own.marker.base ?? own.parents[0], own.sha, head, base.commit].map((commit) => entriesOf(github, planned, commit)),
  );
  const [from, ours, theirs, now] = trees;
  if (!from || !ours || !theirs || !now) {
    return { blocked: 'Somebody pushed to the branch, and its tree is too large to compare: merge or close it by hand.' };
  }
  const managed = new Set([...changedPaths(from, ours), ...(planned.files ?? []).map((file) => file.path)]);
  const files: TreeFile[] = [];
  for (const path of changedPaths(ours, theirs)) {
    const entry = theirs.get(path);
    if (managed.has(path)) {
      return { blocked: `Somebody pushed a change of ${path} to the branch: merge or close it by hand.` };
    }
    if (isSame(entry, now.get(path))) {
      continue; // it came from the default branch
    }
    const content = entry && (await textOf(github, planned, entry.sha));
    if (!isSame(from.get(path), now.get(path)) || (entry && (!isFile(entry.mode) || content === undefined))) {
      return { blocked: `Somebody pushed a change of ${path} that cannot be carried over: merge or close it by hand.` };
    }
    files.push({ path, mode: entry?.mode === '100755' ? '100755' : '100644', content });
  }
  return files;
}

function changedPaths<T extends { sha: string; mode: string }>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): string[] {
  const paths = new Set([...a.keys(), ...b.keys()]);
  return [...paths].filter((path) => a.get(path)?.sha !== b.get(path)?.sha || a.get(path)?.mode !== b.get(path)?.mode);
}

function isFile(mode: string): boolean {
  return mode === '100644' || mode === '100755';
}

/** A blob as text; nothing when it is not text or too large. */
async function textOf(github: GitHub, repository: PlannedRepository, sha: string): Promise<string | undefined> {
  try {
    const content = await github.blob(repository, sha);
    return content.equals(Buffer.from(content.toString('utf8'))) ? content.toString('utf8') : undefined;
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'too large') {
      return undefined;
    }
    throw error;
  }
}
