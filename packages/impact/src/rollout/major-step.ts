import { ImageReference, type ModelEnvironment, majorUpgradeDoubts, type PlatformModel } from '@pgplatform/core';
import { MEASURED_INTERRUPTION, MEASURED_ON } from '@pgplatform/facts';
import { backupCompleted, clustersHealthy, serverVersion } from './kubectl';
import { backedUp, clusterNames, type StepText } from './step-text';

/** An environment that gets a newer major version. */
export interface MajorUpgrade {
  readonly environment: ModelEnvironment;
  readonly from: ModelEnvironment;
}

/** The environments whose major version is another one. */
export function majorUpgrades(before: PlatformModel, after: PlatformModel): MajorUpgrade[] {
  return after.environments.flatMap((environment) => {
    const from = before.environments.find(({ name }) => name === environment.name);
    return from && from.image.major !== environment.image.major ? [{ environment, from }] : [];
  });
}

/** An offline upgrade to a newer major version, into a new backup archive. */
export function majorStep(after: PlatformModel, upgrades: readonly MajorUpgrade[]): StepText {
  const environments = upgrades.map(({ environment }) => environment);
  const saved = environments.filter((environment) => backedUp(after).includes(environment));
  const [{ environment: first }] = upgrades;
  const { version } = imageOf(first);
  const label = `before-pg${first.image.major}`;
  return {
    title: `PostgreSQL ${version} (major)`,
    what: [
      ...upgrades.map(
        ({ environment, from }) =>
          `${environment.cluster} in ${environment.namespace}: PostgreSQL ${from.image.major} to ${environment.image.major}, on the same Debian release (${environment.image.debian ?? 'as before'}); the server name in the archive goes from ${from.serverNames.at(-1)} to ${environment.serverNames.at(-1)}.`,
      ),
      'The operator stops every instance, runs pg_upgrade --link in a Job, starts the primary, and makes every replica anew. While the Job runs there is neither primary nor replica, and until the first replica is there nothing can take over.',
      `Writes stopped for ${MEASURED_INTERRUPTION.majorUpgrade} when measured (${MEASURED_ON}); how long it takes here depends on the database: rehearse it.`,
      'There is no point-in-time recovery across a major upgrade: the old archive restores the time before, the new one the time after its first base backup.',
    ],
    before: [
      ...saved.map((environment) => `The base backup before it is completed: ${backupCompleted(environment, label)}`),
      'It was rehearsed on a restored copy, and the extensions in use exist for the new version.',
      'There is room for it: replicas copy the whole data directory again.',
      ...new Set(upgrades.flatMap(({ from, environment }) => majorUpgradeDoubts(imageOf(from), imageOf(environment)))),
    ],
    health: [
      `Ready and ContinuousArchiving are True (${clusterNames(environments)}), the latter into the new server name.`,
      'Extensions are at the version of the new server (ALTER EXTENSION … UPDATE), and the planner has statistics (ANALYZE).',
      `Then take the base backup after it: pgplatform upgrade --postgres ${first.image.major} once more. Until it is completed there is no recovery of what is written now.`,
    ],
    verify: [
      ...clustersHealthy(after, environments),
      ...environments.map(serverVersion),
      ...environments.map(
        ({ cluster, namespace }) =>
          `kubectl exec -n ${namespace} svc/${cluster}-rw -c postgres -- psql -U postgres -Atc 'SELECT name, default_version, installed_version FROM pg_available_extensions WHERE default_version <> installed_version'`,
      ),
    ],
    back: [
      'After the upgrade there is none but a restore: a new Cluster, under a new name and a new server name, recovered from the base backup before it. What was written since is lost.',
      ...saved.map(
        ({ cluster, namespace }) =>
          `The base backup to restore from: kubectl get backups.postgresql.cnpg.io ${cluster}-${label} -n ${namespace} -o yaml`,
      ),
      `When the Job fails, nothing has been upgraded, and a newer image starts no other Job while that one is there: revert this commit and merge that. The operator accepts the old image, deletes the Job, and starts the database again: ${MEASURED_INTERRUPTION.failedUpgrade} when measured (${MEASURED_ON}).`,
    ],
  };
}

function imageOf({ image }: ModelEnvironment): ImageReference {
  return ImageReference.parse(image.reference);
}
