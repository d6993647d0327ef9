import { type ConfigProblem, type ImageReference, isConfigError, PlatformRelease } from '@pgplatform/core';
import type { ClusterBaseOptions } from './cluster-base-options';

/** Release and image of the options; the image is the release's default when the wanted one does not exist. */
export interface PlatformChoice {
  readonly release?: PlatformRelease;
  readonly image?: ImageReference;
  readonly problems: ConfigProblem[];
}

/** Looks the release and the image up; what does not exist is a problem. */
export function choosePlatform({ platformRelease, postgres = {} }: ClusterBaseOptions): PlatformChoice {
  const problems: ConfigProblem[] = [];
  const { image: own, ...wanted } = postgres;
  const release = attempt(
    () => (platformRelease === undefined ? PlatformRelease.latest() : PlatformRelease.of(platformRelease)),
    'platformRelease',
    problems,
  );
  if (!release) {
    return { problems };
  }
  if (own && Object.keys(wanted).length > 0) {
    problems.push({
      code: 'IMAGE_TWICE',
      path: 'postgres.image',
      message: `An image of your own decides everything; ${Object.keys(wanted).join(', ')} would choose another one.`,
      given: own.toString(),
      fix: `Remove image, or ${Object.keys(wanted).join(', ')}.`,
    });
  }
  if (wanted.major !== undefined && wanted.version !== undefined && Number.parseInt(wanted.version, 10) !== wanted.major) {
    problems.push({
      code: 'POSTGRES_MAJOR_TWICE',
      path: 'postgres.version',
      message: `It is not a version of PostgreSQL ${wanted.major}, which the option major asks for.`,
      given: wanted.version,
      fix: 'Remove major.',
    });
  }
  const image = own ?? attempt(() => release.image(wanted), 'postgres', problems) ?? release.image();
  return { release, image, problems };
}

function attempt<T>(body: () => T, path: string, problems: ConfigProblem[]): T | undefined {
  try {
    return body();
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    problems.push(...error.problems.map((problem) => ({ ...problem, path })));
    return undefined;
  }
}
