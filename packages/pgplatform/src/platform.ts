import { type ConfigProblem, type GeneratedFile, Model, type PlatformModel } from '@pgplatform/core';
import { continued } from './continuation';
import { documents } from './documents/documents';
import { judgeLineage } from './lineage-rules';
import { MARKER, manifestText, toYaml } from './manifest-text';
import type { PgPlatformProjectOptions } from './pg-platform-project-options';
import { PlatformBuild } from './platform-build';
import { checkPlatform } from './platform-check';
import { platformModel } from './platform-model';
import { contradictions } from './platform-options';
import { preflightProblems } from './platform-preflight';
import { PLATFORM_SHAPE } from './platform-shape';
import { releaseWarnings } from './release-rules';
import { renderedFile } from './rendered-file';
import { codeOwners, defaultOwner } from './repository/code-owners';
import { impactCommentWorkflow } from './repository/impact-comment-workflow';
import { impactWorkflow } from './repository/impact-workflow';
import { packageManifest } from './repository/package-manifest';
import { upgradeWorkflow } from './repository/upgrade-workflow';
import { validateWorkflow } from './repository/validate-workflow';
import type { RepositoryFile } from './repository-file';

/** Everything a synthesis depends on. */
export interface PlatformInput {
  /** The options, as the user gave them, without projen's. */
  readonly options: PgPlatformProjectOptions;
  /** Model of the last synthesis. */
  readonly previous?: PlatformModel;
  /** The day, `YYYY-MM-DD`: decides what is past its end of life, reaches no file. */
  readonly today: string;
  /** SHA-256 of `.projenrc.ts`. */
  readonly projenrcSha256?: string;
}

/** What a synthesis would write, or why it writes nothing. */
export interface PlatformPlan {
  /** What is wrong; when there is something, there are no files. */
  readonly problems: ConfigProblem[];
  /** What to tell the person: end of life, what Argo CD will not delete. */
  readonly notices: string[];
  /** The managed files. */
  readonly files: RepositoryFile[];
  /** The model. */
  readonly model?: PlatformModel;
}

/**
 * The generated repository, as a function: same input, same output, no disk.
 *
 * Every problem of every package is collected before anything is made.
 */
export function planPlatform(input: PlatformInput): PlatformPlan {
  const { previous, today } = input;
  const problems: ConfigProblem[] = [];
  const options: PgPlatformProjectOptions = PLATFORM_SHAPE.read(input.options, '', problems);
  const whole = continued(options, previous);
  const semantic = [...contradictions(options, whole.platformRelease), ...checkPlatform(whole, previous === undefined)];
  // What follows from an option that has the wrong type is noise.
  problems.push(...semantic.filter((problem) => !problems.some((known) => isAtOrBelow(problem.path, known.path))));
  if (problems.length > 0) {
    return { problems: distinct(problems), notices: [], files: [] };
  }

  const build = new PlatformBuild(whole, options.name, previous);
  const model = platformModel(options, build, previous, input.projenrcSha256);
  const lineage = previous
    ? judgeLineage(previous, model, today, options.clusterBase?.postgres?.debian)
    : { problems: [], notices: [] };
  const notices = [...releaseWarnings(build.release, today), ...lineage.notices];
  const refused = [...lineage.problems, ...preflightProblems(build, model)];
  if (refused.length > 0) {
    return { problems: refused, notices, files: [] };
  }
  return { problems: [], notices, files: repositoryFiles(options, build, model), model };
}

function repositoryFiles(options: PgPlatformProjectOptions, build: PlatformBuild, model: PlatformModel): RepositoryFile[] {
  const generated = build.files();
  const manifests = generated.map((file: GeneratedFile) => ({ path: file.path, text: manifestText(file) }));
  const effective = Object.fromEntries(
    build.environments.map((environment) => [environment.options.name, environment.effective]),
  );
  return [
    ...packageManifest(options.name),
    validateWorkflow(),
    upgradeWorkflow(),
    impactWorkflow(),
    impactCommentWorkflow(),
    codeOwners(model, options.codeOwners ?? [defaultOwner(options.team, build.repoUrl)]),
    ...manifests,
    ...build.environments.flatMap(({ options: { name }, effective }, i) => {
      const path = model.environments[i].rendered;
      return path ? [renderedFile(path, effective, inputsOf(name, manifests))] : [];
    }),
    ...documents({ model, release: build.release, files: generated, effective, toYaml }).map(({ path, text }) => ({
      path,
      text: `<!-- ${MARKER} -->\n\n${text}`,
    })),
    { path: Model.PATH, text: `${JSON.stringify(model, undefined, 2)}\n` },
  ];
}

/** The files that an environment is built from. */
function inputsOf(environment: string, files: RepositoryFile[]): RepositoryFile[] {
  return files.filter(
    ({ path }) =>
      path.startsWith('infrastructure/postgres/base/') ||
      path.startsWith(`infrastructure/postgres/overlays/${environment}/`) ||
      (path.startsWith('workloads/') && path.split('/')[3] === environment),
  );
}

function isAtOrBelow(path: string, above: string): boolean {
  return above !== '' && (path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`));
}

function distinct(problems: ConfigProblem[]): ConfigProblem[] {
  const seen = new Map(problems.map((problem) => [`${problem.code} ${problem.path} ${problem.given ?? ''}`, problem]));
  return [...seen.values()];
}
