import { type ConfigProblem, KubernetesName } from '@pgplatform/core';
import type { EnvironmentSubject } from './environment-subject';

/** What is wrong with the labels of base backups that are taken once. */
export function baseBackupProblems({ base, environment, path }: EnvironmentSubject): ConfigProblem[] {
  const labels = environment.baseBackups ?? [];
  return labels.flatMap((label, index) => {
    const problem = (code: string, message: string, fix: string) => [
      { code, path: `${path}.baseBackups[${index}]`, message, given: label, fix },
    ];
    if (!base.backup) {
      return problem(
        'BASE_BACKUP_DEFERRED',
        'Backups are deferred: there is no archive to write to.',
        'Remove the label, or backup.deferred.',
      );
    }
    if (labels.indexOf(label) < index) {
      return problem('BASE_BACKUP_DUPLICATE', 'This base backup is named already.', 'Give every base backup a label of its own.');
    }
    return KubernetesName.isLabel(`${base.name}-${label}`)
      ? []
      : problem('BASE_BACKUP_LABEL', `There can be no Backup ${base.name}-${label}.`, 'Choose a shorter label.');
  });
}
