import { type ClusterRef, type ImageReference, PlatformRelease } from '@pgplatform/core';
import type { EnvironmentOptions } from './environment-options';

/**
 * PostgreSQL image of an environment: its own, the release's with its version put in, or the base's.
 *
 * Throws a ConfigProblem `IMAGE_NOT_IN_RELEASE`.
 */
export function environmentImage({ image: base, platformRelease }: ClusterRef, environment: EnvironmentOptions): ImageReference {
  const { image, postgresVersion: version } = environment;
  return (
    image ??
    (version === undefined
      ? base
      : PlatformRelease.of(platformRelease).image({ version, debian: base.debian, flavour: base.flavour }))
  );
}
