import { backupCompleted, clustersHealthy, recoveryWindow } from './kubectl';
import { backedUp, clusterNames, REVERT, type ReleaseStep, type StepText } from './step-text';

/** The image without Barman, which the plugin has made superfluous. */
export function flavourStep({ after }: ReleaseStep): StepText {
  const environments = backedUp(after);
  return {
    title: 'images without Barman',
    what: [
      `${clusterNames(after.environments)}: the same PostgreSQL on the same Debian release, from the standard image. Barman is in the plugin's sidecar now.`,
      'The operator recreates the Pods. The Backup objects of the step before go; what they backed up stays in the object store.',
    ],
    before: [
      ...(environments.length > 0
        ? ['The base backup that the plugin took is completed: with this step the image has no Barman to fall back to.']
        : []),
      ...environments.map((environment) => `It is when this says so: ${backupCompleted(environment, 'plugin')}`),
    ],
    health: [`Ready and ContinuousArchiving are True (${clusterNames(after.environments)}).`],
    verify: [...clustersHealthy(after), ...environments.map(recoveryWindow)],
    back: [`${REVERT} The image with Barman takes the same data up again.`],
  };
}
