import { renameOption, renameOptionIn } from '../rename-option';
import type { Migration } from '../source-migration';

const ID = '0.2.0-retention-policy';
const RENAMING = { path: ['clusterBase', 'backup', 'retention'], to: 'retentionPolicy', example: "'30d'" };

/** `clusterBase.backup.retention` is called as CloudNativePG calls it. */
export const RETENTION_POLICY: Migration = {
  id: ID,
  version: '0.2.0',
  summary: 'clusterBase.backup.retention is now clusterBase.backup.retentionPolicy',
  source: (text) => renameOption(text, RENAMING, ID),
  options: (options) => renameOptionIn(options, RENAMING),
};
