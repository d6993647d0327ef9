import { configError, ImageReference, type ModelEnvironment, type PlatformModel } from '@pgplatform/core';
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

function chosen({ environments }: PlatformModel, version: string, name: string | undefined): readonly ModelEnvironment[] {
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
        fix: 'Name a newer version.',
      },
    ]);
  }
  return found;
}

function isOlder(version: string, than: string): boolean {
  const [[major, minor], [thanMajor, thanMinor]] = [version, than].map((one) => one.split('.').map(Number));
  return major < thanMajor || (major === thanMajor && minor !== undefined && minor < thanMinor);
}

/** Whether the environments have it, or the options ask for it. */
function isThere(
  model: PlatformModel,
  environments: readonly ModelEnvironment[],
  version: string,
  name: string | undefined,
): boolean {
  const has = ({ image }: ModelEnvironment) =>
    version.includes('.') ? ImageReference.parse(image.reference).version === version : image.major === Number(version);
  return environments.every(has) || (name === undefined && model.options?.clusterBase?.postgres?.version === version);
}

function versionEdits({ options }: PlatformModel, version: string, name: string | undefined): SourceEdit[] {
  const own = (options?.environments ?? []).filter((one: any) => one.postgresVersion !== undefined).map((one: any) => one.name);
  const paths =
    name === undefined
      ? ['clusterBase.postgres.version', ...own.map((one: string) => `environments[name=${one}].postgresVersion`)]
      : [`environments[name=${name}].postgresVersion`];
  return paths.map((path) => setOption({ path, value: version }));
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
