import { BACKUP_PATCH, type ByHand, migrateOptions, migrateSource, pinRelease } from '@pgplatform/codemods';
import { type ConfigProblem, type PlatformModel, PlatformRelease } from '@pgplatform/core';
import { preconditions } from '@pgplatform/impact';
import { synthesizeRepository } from 'pgplatform';
import { Obstacle } from './obstacle';
import { PROJENRC, type RemoteModel } from './remote-model';

/** A repository as `npx projen` would write it. */
export interface Generated {
  readonly projenrc: string;
  readonly model: PlatformModel;
  /** Every managed file. */
  readonly files: readonly GeneratedFile[];
  readonly notices: readonly string[];
}

export type GeneratedFile = ReturnType<typeof synthesizeRepository>['files'][number];

/** What a repository is with these packages, and what it becomes. */
export interface Target {
  /** On the platform release that it is on: the packages alone. */
  readonly now: Generated;
  /** One step further, or the same as `now`. */
  readonly after: Generated;
}

/** Generates what a repository becomes, one step on the way to a release. Throws an Obstacle for what has to be done by hand first. */
export function targetOf({ model, projenrc, files }: RemoteModel, today: string, to?: string): Target {
  const source = migrateSource(projenrc, model.packageVersion, model.options);
  refuseByHand(source.byHand);
  let { text } = source;
  let options = migrateOptions(model.options, model.packageVersion);
  const now = generated(options, model, text, today);
  let after = now;
  for (const step of stepsTo(model.platformRelease, to)) {
    refuse(preconditions(now.model, step, (path) => files.has(path)));
    if (step.step === 'plugin') {
      const moved = BACKUP_PATCH.source(text);
      refuseByHand(moved.byHand);
      text = moved.text;
      options = BACKUP_PATCH.options(options);
    }
    const pinned = pinRelease(text, step.id);
    if (!pinned.edited) throw byHand([pinned]);
    text = pinned.text;
    options = { ...options, platformRelease: step.id };
    after = generated(options, model, text, today);
    if (manifests(after) !== manifests(now)) break;
  }
  return { now, after };
}

/** The rows of the release table that lie before a repository; none for one that is there or beyond. */
export function stepsTo(from: string, to: string | undefined): PlatformRelease[] {
  const isAhead = to !== undefined && PlatformRelease.of(to).compareTo(PlatformRelease.of(from)) > 0;
  return isAhead ? PlatformRelease.path(from, to) : [];
}

function generated(options: any, previous: PlatformModel, projenrc: string, today: string): Generated {
  const { problems, model, files, notices } = synthesizeRepository({ options, previous, projenrc, today });
  refuse(problems);
  return { projenrc, model: model as PlatformModel, files, notices };
}

/** What Argo CD applies: a step that changes nothing of it is no step. */
function manifests({ files }: Generated): string {
  return files
    .filter(({ path }) => /^(?:apps|infrastructure|workloads)\/.*\.yaml$/.test(path))
    .map(({ path, content }) => `${path}\n${content}`)
    .join('\n');
}

function refuse(problems: readonly ConfigProblem[]): void {
  if (problems.length === 0) return;
  const [{ code, path, message, fix }] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new Obstacle(
    'blocked',
    `${code} ${path}: ${message} → ${fix}${more}`,
    problems.map((problem) => `${problem.code} ${problem.path}: ${problem.message} → ${problem.fix}`),
  );
}

function refuseByHand(places: readonly ByHand[]): void {
  if (places.length > 0) throw byHand(places);
}

function byHand(places: readonly Pick<ByHand, 'line' | 'reason' | 'paste'>[]): Obstacle {
  const said = places.map(({ line, reason, paste }) => `${PROJENRC}:${line}: ${reason} Write: ${paste}`);
  return new Obstacle('blocked', said[0], said);
}
