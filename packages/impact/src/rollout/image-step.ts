import { ImageReference, type ModelEnvironment, type PlatformModel } from '@pgplatform/core';
import { clustersHealthy, serverVersion } from './kubectl';
import { clusterNames, REVERT, type StepText } from './step-text';

/** The environments whose image is another one, of the same major version. */
export function withNewImage(before: PlatformModel, after: PlatformModel): ModelEnvironment[] {
  return after.environments.filter(({ name, image }) => {
    const was = before.environments.find((one) => one.name === name)?.image;
    return was && was.major === image.major && was.reference !== image.reference;
  });
}

/** A newer PostgreSQL of the same major version. */
export function imageStep(before: PlatformModel, after: PlatformModel): StepText {
  const environments = withNewImage(before, after);
  const references = [...new Set(environments.map(({ image }) => image.reference))];
  const versions = [...new Set(references.map((reference) => ImageReference.parse(reference).version))];
  return {
    title: `PostgreSQL ${versions.join(', ')}`,
    what: [
      `${clusterNames(environments)}: the image becomes ${references.join(', ')}. The data stays as it is: same major version, same Debian release.`,
      'The operator recreates the Pods, the replicas first and the primary last.',
    ],
    before: [`Every Cluster is healthy, and archives where it is backed up (${clusterNames(environments)}).`],
    health: [
      `Ready and ContinuousArchiving are True (${clusterNames(environments)}).`,
      `The servers say that they are PostgreSQL ${versions.join(', ')}.`,
    ],
    verify: [...clustersHealthy(after, environments), ...environments.map(serverVersion)],
    back: [`${REVERT} Minor versions share one format on disk, so the older image takes the data up again.`],
  };
}
