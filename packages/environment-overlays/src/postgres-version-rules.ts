import { type ConfigProblem, isConfigError, PlatformRelease } from '@pgplatform/core';
import { environmentImage } from './environment-image';
import type { EnvironmentSubject } from './environment-subject';

/** What is wrong with an environment's PostgreSQL version, before an image is made of it. */
export function postgresVersionProblems({ base, environment, path }: EnvironmentSubject): ConfigProblem[] {
  const { image, postgresVersion } = environment;
  if (postgresVersion === undefined) {
    return [];
  }
  const at = { path: `${path}.postgresVersion`, given: postgresVersion };
  if (image) {
    return [
      {
        code: 'IMAGE_TWICE',
        ...at,
        message: 'An image of its own decides the version.',
        fix: 'Remove image, or postgresVersion.',
      },
    ];
  }
  const ours = PlatformRelease.of(base.platformRelease).image();
  if (base.image.registry !== ours.registry || base.image.name !== ours.name) {
    return [
      {
        code: 'IMAGE_TWICE',
        ...at,
        message: `A version is put into an image of the release, and the base has one of its own (${base.image}).`,
        fix: 'Set image of the environment.',
      },
    ];
  }
  try {
    environmentImage(base, environment);
    return [];
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    return error.problems.map((problem) => ({ ...problem, ...at }));
  }
}
