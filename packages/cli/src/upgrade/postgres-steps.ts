import {
  type ConfigProblem,
  configError,
  ImageReference,
  imageProblems,
  isConfigError,
  type ModelEnvironment,
  type PlatformModel,
  PlatformRelease,
} from '@pgplatform/core';
import { editSource, type SourceEdit, setOption } from './projenrc-edits';
import { synthesize } from './regeneration';
import type { StepMaker } from './step-maker';
import type { UpgradeRequest } from './upgrade-options';
import { requestWords } from './upgrade-options';

/** The steps to another PostgreSQL: one for a minor version; for a major one a base backup, the upgrade, and a base backup. */
export function postgresSteps(request: UpgradeRequest & { readonly postgres: string }): StepMaker {
  const edits = (model: PlatformModel) => editsFor(model, request.postgres, request.env);
  return {
    make(world, before, snapshot) {
      const next = edits(before);
      if (next.length === 0) return undefined;
      const untested = untestedVersion(before, request.postgres);
      if (untested) world.note(untested);
      editSource(world.root, next);
      synthesize(world, snapshot);
      return { byHand: [] };
    },
    next: (after) => (edits(after).length > 0 ? `pgplatform upgrade ${requestWords(request)}` : undefined),
  };
}

/** The edits of the step that comes next; none when nothing is left to do. */
function editsFor(model: PlatformModel, version: string, name: string | undefined): SourceEdit[] {
  const environments = chosen(model, version, name);
  const major = Number.parseInt(version, 10);
  const behind = environments.filter(({ image }) => image.major < major);
  const backup = (when: string, of: readonly ModelEnvironment[]) => missing(model, of, `${when}-pg${major}`);
  if (behind.length > 0) {
    const before = backup('before', behind);
    return before.length > 0 ? before : [...versionEdits(model, version, name), ...serverNames(model, behind, major)];
  }
  const upgraded = environments.filter(({ name: one }) => labelsOf(model, one).includes(`before-pg${major}`));
  const after = backup('after', upgraded);
  return after.length > 0 ? after : isThere(model, environments, version, name) ? [] : versionEdits(model, version, name);
}

function chosen(model: PlatformModel, version: string, name: string | undefined): readonly ModelEnvironment[] {
  const { environments } = model;
  const found = name === undefined ? environments : environments.filter((one) => one.name === name);
  if (found.length === 0) {
    throw configError([
      {
        code: 'ENVIRONMENT_UNKNOWN',
        path: '--env',
        message: 'There is no environment of that name.',
        given: name,
        allowed: environments.map((one) => one.name).join(', '),
        fix: 'Name one of these, or leave it out for all.',
      },
    ]);
  }
  const newer = found.filter(({ image }) => isOlder(version, ImageReference.parse(image.reference).version));
  if (!/^\d{2}(?:\.\d+)?$/.test(version) || newer.length > 0) {
    throw configError([
      {
        code: 'POSTGRES_VERSION',
        path: '--postgres',
        message:
          newer.length > 0 ? 'An environment runs a newer PostgreSQL, and none goes back.' : 'This is no version of PostgreSQL.',
        given: version,
        allowed: 'a major version such as 18, or a whole one such as 17.12',
        fix: 'Name a newer version. A major upgrade that failed is taken back by git revert of its commit.',
      },
    ]);
  }
  const others = found.filter((environment) => !hasVersion(environment, version));
  const problems = [
    ...ownImages(model, others, name),
    ...others.flatMap((environment) => imageProblemsOf(model, environment, version)),
  ];
  if (problems.length > 0) throw configError(problems);
  return found;
}

/** Images that `.projenrc.ts` names in full: they decide the version. */
function ownImages(model: PlatformModel, environments: readonly ModelEnvironment[], name: string | undefined): ConfigProblem[] {
  const named = environments.map((one) => [`environments.${one.name}.image`, optionsOf(model, one.name).image]);
  const base = ['clusterBase.postgres.image', model.options?.clusterBase?.postgres?.image];
  return [...(name === undefined && environments.length > 0 ? [base] : []), ...named]
    .filter(([, image]) => image !== undefined)
    .map(([path, image]) => ({
      code: 'IMAGE_TWICE',
      path,
      message: 'An image of its own decides the version.',
      given: String(image),
      fix: 'Change that image in .projenrc.ts by hand, or remove it and run this again.',
    }));
}

/** What the steps to come would fail with: said before the first one. */
function imageProblemsOf(model: PlatformModel, environment: ModelEnvironment, version: string): ConfigProblem[] {
  const release = PlatformRelease.of(model.platformRelease);
  const { debian, flavour } = environment.image;
  try {
    const reference = release.image({ version, debian, flavour });
    const { major } = reference;
    const image = { reference: `${reference}`, major, debian: reference.debian, flavour: reference.flavour };
    return imageProblems(environment, { ...environment, image }, release.postgresMajors).map((problem) => ({
      ...problem,
      path: `--postgres, ${environment.name}`,
    }));
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return [
      {
        code: 'IMAGE_NOT_IN_RELEASE',
        path: '--postgres',
        message: `Release ${release.id} has no such PostgreSQL image for the environment ${environment.name}.`,
        given: [version, debian, flavour].filter(Boolean).join(' '),
        allowed: versionsOf(release),
        fix: 'Name one of these, or move to a platform release that has it first: pgplatform upgrade --to RELEASE',
      },
    ];
  }
}

/** What to know of a version that is put into the name of an image that nobody here has run. */
function untestedVersion({ platformRelease }: PlatformModel, version: string): string | undefined {
  const release = PlatformRelease.of(platformRelease);
  return version.includes('.') && !release.images.some((image) => image.version === version)
    ? `PostgreSQL ${version} is none of the versions that release ${release.id} was tested with (${versionsOf(release)}): try it in another environment first.`
    : undefined;
}

function versionsOf({ images }: PlatformRelease): string {
  return [...new Set(images.map((image) => image.version))].join(', ');
}

function isOlder(version: string, than: string): boolean {
  const [[major, minor], [thanMajor, thanMinor]] = [version, than].map((one) => one.split('.').map(Number));
  return major < thanMajor || (major === thanMajor && minor !== undefined && minor < thanMinor);
}

function hasVersion({ image }: ModelEnvironment, version: string): boolean {
  return version.includes('.') ? ImageReference.parse(image.reference).version === version : image.major === Number(version);
}

/** Whether the environments have it, or the options ask for it. */
function isThere(
  model: PlatformModel,
  environments: readonly ModelEnvironment[],
  version: string,
  name: string | undefined,
): boolean {
  return (
    environments.every((one) => hasVersion(one, version)) ||
    (name === undefined && model.options?.clusterBase?.postgres?.version === version)
  );
}

function versionEdits({ options }: PlatformModel, version: string, name: string | undefined): SourceEdit[] {
  const own = (options?.environments ?? []).filter((one: any) => one.postgresVersion !== undefined).map((one: any) => one.name);
  const paths =
    name === undefined
      ? ['clusterBase.postgres.version', ...own.map((one: string) => `environments[name=${one}].postgresVersion`)]
      : [`environments[name=${name}].postgresVersion`];
  const major = Number.parseInt(version, 10);
  // A major version that is named beside the version is the same one.
  const isBeside = name === undefined && ![undefined, major].includes(options?.clusterBase?.postgres?.major);
  return [
    ...paths.map((path) => setOption({ path, value: version })),
    ...(isBeside ? [setOption({ path: 'clusterBase.postgres.major', value: major })] : []),
  ];
}

/** An environment that names its server itself gets a new name, as the others do by themselves. */
function serverNames(model: PlatformModel, environments: readonly ModelEnvironment[], major: number): SourceEdit[] {
  return environments
    .filter(({ name }) => optionsOf(model, name).serverName !== undefined)
    .map(({ name, cluster }) => setOption({ path: `environments[name=${name}].serverName`, value: `${cluster}-pg${major}` }));
}

/** Declares a base backup where there is none of that label yet. */
function missing(model: PlatformModel, environments: readonly ModelEnvironment[], label: string): SourceEdit[] {
  return environments
    .filter(({ name, destinationPath }) => destinationPath !== undefined && !labelsOf(model, name).includes(label))
    .map(({ name }) => setOption({ path: `environments[name=${name}].baseBackups`, value: [...labelsOf(model, name), label] }));
}

function labelsOf(model: PlatformModel, name: string): readonly string[] {
  return optionsOf(model, name).baseBackups ?? [];
}

function optionsOf({ options }: PlatformModel, name: string): any {
  return options?.environments?.find((one: any) => one.name === name) ?? {};
}
