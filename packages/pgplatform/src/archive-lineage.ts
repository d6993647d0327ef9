import type { ConfigProblem, ModelEnvironment, PlatformModel } from '@pgplatform/core';

/**
 * What may not happen to the archive of an environment: nothing is written where another Cluster, or an older major version, wrote.
 *
 * Source: https://cloudnative-pg.io/documentation/current/postgres_upgrades/ ("start from a new backup"), and the check for an empty archive
 * in barman-cloud-check-wal-archive.
 */
export function archiveProblems(old: ModelEnvironment, now: ModelEnvironment): ConfigProblem[] {
  const name = now.serverNames.at(-1) ?? now.cluster;
  const isElsewhere = old.destinationPath && now.destinationPath && old.destinationPath !== now.destinationPath;
  const isNew =
    now.image.major > old.image.major ||
    old.cluster !== now.cluster ||
    old.namespace !== now.namespace ||
    old.destination !== now.destination;
  const taken = isNew ? old.serverNames : old.serverNames.slice(0, -1);
  return isElsewhere || !taken.includes(name) || (!isNew && name === old.serverNames.at(-1))
    ? []
    : [
        {
          code: 'SERVER_NAME_REUSED',
          path: `environments.${old.name}.serverName`,
          message: `Backups named ${name} are there already, of an earlier time of this environment: what is written over them restores neither.`,
          given: name,
          allowed: `a name that was not used: not ${old.serverNames.join(', ')}`,
          fix: 'Leave serverName out, or choose a new one. If the other name was never merged, bring the model back: git checkout -- .pgplatform/model.json.',
        },
      ];
}

/** A Backup cannot change, and with the way of taking backups it would. */
export function baseBackupProblems(before: PlatformModel, after: PlatformModel): ConfigProblem[] {
  return before.backupMethod === after.backupMethod
    ? []
    : after.environments.flatMap(({ name }) => {
        const kept = labelsOf(before, name).filter((label) => labelsOf(after, name).includes(label));
        return kept.map((label) => ({
          code: 'BASE_BACKUP_KEPT',
          path: `environments.${name}.baseBackups`,
          message: `The Backup ${label} was taken ${before.backupMethod}, and the spec of a Backup cannot change.`,
          given: label,
          fix: 'Remove the label; the backup stays in the archive.',
        }));
      });
}

function labelsOf({ options }: PlatformModel, environment: string): string[] {
  return options?.environments?.find((one: any) => one.name === environment)?.baseBackups ?? [];
}
