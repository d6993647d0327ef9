import { type PlatformModel, PlatformRelease } from '@pgplatform/core';
import { backupsStep } from './backups-step';
import { baseBackupStep, newBackups } from './base-backup-step';
import { flavourStep } from './flavour-step';
import { imageStep, withNewImage } from './image-step';
import { majorStep, majorUpgrades } from './major-step';
import { monitoringStep } from './monitoring-step';
import { objectStoreStep } from './object-store-step';
import { operatorStep } from './operator-step';
import { packageStep } from './package-step';
import { pluginStep } from './plugin-step';
import { rolesStep } from './roles-step';
import { backedUp, type ReleaseStep, type StepText } from './step-text';

/** What lies between two states, in order; steps in which nothing happens here are left out. */
export function stepsBetween(before: PlatformModel, after: PlatformModel): StepText[] {
  const rows = PlatformRelease.path(before.platformRelease, after.platformRelease);
  const releases = rows.flatMap((release) => releaseStep({ before, after, release }) ?? []);
  const majors = majorUpgrades(before, after);
  const backups = newBackups(before, after);
  return [
    ...(before.packageVersion === after.packageVersion ? [] : [packageStep(before, after)]),
    ...releases,
    ...(rows.length === 0 && withNewImage(before, after).length > 0 ? [imageStep(before, after)] : []),
    ...(majors.length > 0 ? [majorStep(after, majors)] : []),
    ...(backups.length > 0
      ? [baseBackupStep(after, backups, `Base backup ${[...new Set(backups.map(({ label }) => label))].join(', ')}`)]
      : []),
  ];
}

function releaseStep(step: ReleaseStep): StepText | undefined {
  const { before, after, release } = step;
  const environments = backedUp(after);
  switch (release.step) {
    case 'operator':
      return operatorStep(step);
    case 'monitoring':
      return after.options?.clusterBase?.monitoring?.podMonitor === false ? undefined : monitoringStep(step);
    case 'roles':
      return after.databases.length > 0 ? rolesStep(step) : undefined;
    case 'image':
      return withNewImage(before, after).length > 0 ? imageStep(before, after) : undefined;
    case 'plugin':
      return pluginStep(step);
    case 'object-store':
      return environments.length > 0 ? objectStoreStep(step) : undefined;
    case 'backups':
      return environments.length > 0 ? backupsStep(step) : undefined;
    case 'base-backup': {
      const backups = environments.map((environment) => ({ environment, label: 'plugin' }));
      return backups.length > 0 ? baseBackupStep(after, backups, 'base backups by the plugin') : undefined;
    }
    case 'flavour':
      return withNewImage(before, after).length > 0 ? flavourStep(step) : undefined;
    default:
      return undefined;
  }
}
