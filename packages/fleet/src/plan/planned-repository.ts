import { compareVersions, isPlainProjenrc } from '@pgplatform/codemods';
import { isConfigError } from '@pgplatform/core';
import type { MetadataRefresh } from '@pgplatform/sealed-secrets';
import type { FleetConfig } from '../fleet-config';
import type { PlannedRepository } from '../fleet-plan';
import type { GitHub, RemoteRepository, TreeFile } from '../github';
import { GitHubError } from '../github-error';
import type { LockFiles } from '../lock-file';
import { ringOf } from '../rings';
import type { Isolation } from '../sandbox/isolation';
import { changesOf, GENERATED_LIST, managedPaths } from './changes';
import { driftOf } from './drift';
import type { Manifests } from './manifests';
import { Obstacle, oneLine } from './obstacle';
import { PACKAGE_VERSION } from './package-version';
import { planText } from './plan-text';
import { PROJENRC, type RemoteModel, readRemoteModel, stateOf } from './remote-model';
import { repositoryImpact } from './repository-impact';
import { sealedFiles } from './sealed-files';
import { type Generated, stepsTo, targetOf } from './target';

/** The workflow that a repository upgrades itself with. */
const UPGRADE_WORKFLOW = '.github/workflows/upgrade.yml';
const MOST_LOCK_BYTES = 16 << 20;

/** What every repository is planned with. */
export interface Planning {
  readonly github: GitHub;
  readonly config: FleetConfig;
  /** Platform release that repositories move to. */
  readonly to?: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly locks: LockFiles;
  readonly manifests: Manifests;
  /** Generates in a sandbox, by the repository's own code. @default - its own workflow is asked to */
  readonly isolation?: Isolation;
}

/** Plans one repository: whatever it is, the answer is an entry. Throws only what would meet every other one too. */
export async function plannedRepository(planning: Planning, repository: RemoteRepository): Promise<PlannedRepository> {
  const { owner, name, defaultBranch } = repository;
  const entry = { owner, name, defaultBranch, ring: ringOf(planning.config, name, 'none') };
  let known: Partial<PlannedRepository> = {};
  try {
    const remote = await readRemoteModel(planning.github, repository);
    known = { base: remote.base, baseTree: remote.baseTree };
    const plain = isPlainProjenrc(remote.projenrc);
    const ownReason = plain.plain ? projenOption(remote.projenrc) : `line ${plain.line}: ${plain.reason}`;
    known = { ...known, state: stateOf(remote, ownReason !== undefined) };
    return { ...entry, ...known, ...(await decided(planning, repository, remote, ownReason)) };
  } catch (error) {
    return { ...entry, ...known, ...ending(error) };
  }
}

type Decision = Pick<PlannedRepository, 'action' | 'reason'> & Partial<PlannedRepository>;

async function decided(
  planning: Planning,
  { name }: RemoteRepository,
  remote: RemoteModel,
  ownReason: string | undefined,
): Promise<Decision> {
  const { config, today, to, isolation } = planning;
  const { model, files: there } = remote;
  if (!(compareVersions(model.packageVersion, PACKAGE_VERSION) <= 0)) {
    const newer = `made by pgplatform ${model.packageVersion}, newer than this one (${PACKAGE_VERSION}): plan with that`;
    throw new Obstacle('blocked', newer);
  }
  const isBehind = model.packageVersion !== PACKAGE_VERSION || stepsTo(model.platformRelease, to).length > 0;
  if (ownReason !== undefined && !isBehind) return { action: 'none', reason: 'is as it should be; its .projenrc.ts is its own' };
  if (ownReason !== undefined && !isolation) return dispatched(remote, ownReason);
  const target = targetOf(remote, today, to);
  const after = ownReason !== undefined && isolation ? await isolation.generate(remote, target.after) : target.after;
  const managed = there.is(GENERATED_LIST, contentOf(after, GENERATED_LIST) ?? '', '100644')
    ? after.files.map(({ path }) => path)
    : await managedPaths(there);
  const changes = await changesOf(there, after, managed);
  if (changes.length === 0) return { action: 'none', reason: 'is as it should be' };
  const drift = ownReason === undefined ? await driftOf(there, model, target.now) : [];
  const sealed = await sealedFiles(remote, after.model);
  const files = [...(await withLock(planning, remote, target.after, changes)), ...sealedChanges(remote, sealed)].sort(byPath);
  const impact = await repositoryImpact(planning.manifests, { remote, now: target.now, after, managed, drift, today });
  const text = planText(config, name, remote, after, { impact, drift, sealed });
  return {
    action: 'change',
    reason: reasonOf(remote, after, drift),
    ring: ringOf(config, name, impact.verdict),
    verdict: impact.verdict,
    impact: impact.report,
    files,
    ...text,
    ...(drift.length > 0 && { drift }),
  };
}

function dispatched({ files }: RemoteModel, ownReason: string): Decision {
  if (!files.has(UPGRADE_WORKFLOW)) {
    throw new Obstacle(
      'blocked',
      `its .projenrc.ts is its own (${ownReason}), and it has no ${UPGRADE_WORKFLOW}: run npx projen upgrade there`,
    );
  }
  return { action: 'dispatch', reason: oneLine(`its .projenrc.ts is its own (${ownReason})`) };
}

/** Options of projen itself are not in the model, so only the repository's own code can generate what they change. */
function projenOption(projenrc: string): string | undefined {
  const [, name] =
    /\b(commitGenerated|gitIgnoreOptions|gitOptions|parent|projectTree|projenCommand|projenrcJson(?:Options)?|renovatebot(?:Options)?)\s*:/.exec(
      projenrc,
    ) ?? [];
  return name && `it sets projen's own ${name}`;
}

/**
 * The changes with a new package-lock.json, where package.json changes.
 *
 * @param ours what these packages generate: npm is given its package.json, never one of a repository's own code
 */
async function withLock({ locks }: Planning, { files }: RemoteModel, ours: Generated, changes: TreeFile[]): Promise<TreeFile[]> {
  const path = 'package-lock.json';
  const manifest = contentOf(ours, 'package.json');
  if (manifest === undefined || !changes.some((change) => change.path === 'package.json' && change.content !== undefined))
    return changes;
  const old = await files.text(path, MOST_LOCK_BYTES);
  const content = await locks.lockFor({ manifest, old });
  const mode = files.modeOf(path);
  return files.is(path, content, mode) ? changes : [...changes, { path, mode, content }];
}

function sealedChanges({ files }: RemoteModel, sealed: readonly MetadataRefresh[]): TreeFile[] {
  return sealed.flatMap(({ file, content }) =>
    content === undefined ? [] : [{ path: file, mode: files.modeOf(file), content }],
  );
}

function byPath(a: TreeFile, b: TreeFile): number {
  return a.path < b.path ? -1 : 1;
}

function contentOf({ files }: Generated, path: string): string | undefined {
  return files.find((file) => file.path === path)?.content;
}

function reasonOf({ model }: RemoteModel, after: Generated, drift: readonly string[]): string {
  const packages =
    model.packageVersion === after.model.packageVersion
      ? ''
      : `packages ${model.packageVersion} to ${after.model.packageVersion}`;
  const release =
    model.platformRelease === after.model.platformRelease
      ? ''
      : `release ${model.platformRelease} to ${after.model.platformRelease}`;
  const edited = drift.length > 0 ? `${drift.length} generated ${drift.length === 1 ? 'file' : 'files'} edited by hand` : '';
  return [packages, release, edited].filter(Boolean).join(', ') || `not what its ${PROJENRC} generates`;
}

/** What went wrong with one repository, as its entry; what is wrong with all of them is thrown. */
function ending(error: unknown): Decision {
  if (error instanceof Obstacle) {
    const { action, message, byHand } = error;
    return { action, reason: message, ...(byHand.length > 0 && { byHand }) };
  }
  if (error instanceof GitHubError && error.kind !== 'unauthorized') {
    return { action: 'failed', reason: oneLine(`${error.kind}: ${error.message}`) };
  }
  if (isConfigError(error)) {
    return {
      action: 'blocked',
      reason: oneLine(error.problems.map(({ code, path, message }) => `${code} ${path}: ${message}`)[0]),
    };
  }
  if (error instanceof TypeError || error instanceof RangeError) {
    return { action: 'failed', reason: oneLine(`its model is not what it says: ${error.message}`) };
  }
  throw error;
}
