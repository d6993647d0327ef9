import { join } from 'node:path';
import { type ConfigProblem, Model, type PlatformModel } from '@pgplatform/core';
import { resolve } from 'projen/lib/_resolve';
import { LogLevel } from 'projen/lib/logger';
import { GENERATED_LIST } from './generated-list';
import { ManagedFile } from './managed-file';
import { PgPlatformProject } from './pg-platform-project';
import { planPlatform } from './platform';

/** All that a synthesis of a repository depends on. */
export interface RepositorySynthesisInput {
  /** The canonical options: what `options` of its model says. */
  readonly options: any;
  /** Model of the last synthesis. @default - the repository is new */
  readonly previous?: PlatformModel;
  /** Text of `.projenrc.ts`: the model holds its digest. */
  readonly projenrc: string;
  /** The day, `YYYY-MM-DD`; reaches no file. */
  readonly today: string;
}

/** A file as git keeps it. */
export interface SynthesizedFile {
  readonly path: string;
  readonly content: string;
  readonly mode: '100644' | '100755';
}

/** What `npx projen` would write, or why it would write nothing. */
export interface RepositorySynthesis {
  /** When there are some, there are no files. */
  readonly problems: ConfigProblem[];
  readonly notices: string[];
  /** Every managed file, projen's own included, byte for byte. */
  readonly files: SynthesizedFile[];
  readonly model?: PlatformModel;
}

/** projen's own files: the same in every repository, but for the list of what is managed. */
interface Frame {
  readonly files: readonly SynthesizedFile[];
  /** What projen lists of its own. */
  readonly listed: readonly string[];
}

let known: Frame | undefined;

/**
 * The files that `npx projen` writes into a repository, in this process and without its disk: what a fleet is planned with.
 *
 * Options of projen itself are not in a model: a repository that sets them has to be synthesized by its own `.projenrc.ts`.
 */
export function synthesizeRepository({ options, previous, projenrc, today }: RepositorySynthesisInput): RepositorySynthesis {
  const projenrcSha256 = Model.digest(projenrc);
  const plan = planPlatform({ options, previous, today, projenrcSha256 });
  if (!plan.model) {
    return { problems: plan.problems, notices: plan.notices, files: [] };
  }
  known ??= frame();
  const managed = plan.files.map(({ path, text }) => file(path, text));
  const listed = [...known.listed, ...plan.files.filter(({ writable }) => !writable).map(({ path }) => path)];
  const own = known.files.map((one) => (one.path === GENERATED_LIST ? file(GENERATED_LIST, listOf(one.content, listed)) : one));
  return { problems: [], notices: plan.notices, files: [...own, ...managed], model: plan.model };
}

/** What projen writes beside our files: of a project below a file, where nothing is and nothing can be written. */
function frame(): Frame {
  const outdir = join(__filename, 'frame');
  const project = new PgPlatformProject({ name: 'frame', team: 'frame', outdir, logging: { level: LogLevel.OFF } });
  for (const component of project.components) {
    component.preSynthesize();
  }
  const own = project.files.filter((one) => !(one instanceof ManagedFile));
  return {
    files: own.flatMap((one) => {
      const content = one['synthesizeContent']({ resolve });
      return content === undefined ? [] : file(one.path, content);
    }),
    listed: own.filter(({ readonly }) => readonly).map(({ path }) => path),
  };
}

function listOf(written: string, listed: string[]): string {
  const files = listed.sort((a, b) => a.localeCompare(b));
  return `${JSON.stringify({ ...JSON.parse(written), files }, undefined, 2)}\n`;
}

function file(path: string, content: string): SynthesizedFile {
  return { path, content, mode: '100644' };
}
