import type { ModelEnvironment, PlatformModel } from '@pgplatform/core';
import { backupCompleted, recoveryWindow } from './kubectl';
import { clusterNames, type StepText } from './step-text';

/** One base backup to take, by environment. */
export interface NamedBackup {
  readonly environment: ModelEnvironment;
  /** The Backup is `<cluster>-<label>`. */
  readonly label: string;
}

/** The base backups that are declared after and were not before. */
export function newBackups(before: PlatformModel, after: PlatformModel): NamedBackup[] {
  return after.environments.flatMap((environment) => {
    const had = labelsOf(before, environment.name);
    return labelsOf(after, environment.name)
      .filter((label) => !had.includes(label))
      .map((label) => ({ environment, label }));
  });
}

function labelsOf({ options }: PlatformModel, name: string): readonly string[] {
  return options?.environments?.find((one: any) => one.name === name)?.baseBackups ?? [];
}

/** Base backups that are taken once, to have something to go back to. */
export function baseBackupStep({ backupMethod }: PlatformModel, backups: readonly NamedBackup[], title: string): StepText {
  const environments = [...new Set(backups.map(({ environment }) => environment))];
  return {
    title,
    what: [`A base backup of ${clusterNames(environments)}, taken once. Nothing else changes.`],
    before: ['ContinuousArchiving is True.'],
    health: [
      `Every Backup is completed: ${backups.map(({ environment, label }) => `${environment.cluster}-${label} in ${environment.namespace}`).join(', ')}.`,
      ...(backupMethod === 'plugin' ? ['status.serverRecoveryWindow of every ObjectStore shows it.'] : []),
    ],
    verify: [
      ...backups.map(({ environment, label }) => backupCompleted(environment, label)),
      ...(backupMethod === 'plugin' ? environments.map(recoveryWindow) : []),
    ],
    back: ['There is nothing to go back from: a base backup changes no database.'],
  };
}
