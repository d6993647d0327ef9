import { celRules } from './cel-rule';

export const backupCelRules = [celRules('Backup').immutable('SPEC', []), celRules('ScheduledBackup').fixedCluster()];
