import type { ChangeRule } from './change-rule';
import { ACCESS_RULES } from './cluster/access';
import { BACKUP_RULES } from './cluster/backup';
import { EXTENSION_RULES } from './cluster/extensions';
import { IMAGE_RULES } from './cluster/image';
import { INSTANCE_RULES } from './cluster/instances';
import { METADATA_RULES } from './cluster/metadata';
import { OPERATOR_SETTING_RULES } from './cluster/operator-settings';
import { PARAMETER_RULES } from './cluster/parameters';
import { PLUGIN_RULES } from './cluster/plugins';
import { POD_SPEC_RULES } from './cluster/pod-spec';
import { REPLICA_RULES } from './cluster/replica';
import { RETENTION_RULES } from './cluster/retention';
import { ROLE_RULES } from './cluster/roles';
import { SIDECAR_RULES } from './cluster/sidecar';
import { STORAGE_RULES } from './cluster/storage';
import { CONFIG_MAP_RULES } from './objects/config-map';
import { DATABASE_RULES } from './objects/database';
import { IMAGE_CATALOG_RULES } from './objects/image-catalog';
import { POOLER_RULES } from './objects/pooler';
import { REPLICATION_RULES } from './objects/replication';
import { SCHEDULE_RULES } from './objects/schedule';
import { SECRET_RULES } from './objects/secret';
import { SURROUNDING_RULES } from './objects/surroundings';
import { OPERATOR_RULES } from './operator';

/** Every row. A difference that none of them knows is `unknown`. */
export const CHANGE_RULES: readonly ChangeRule[] = [
  ...PARAMETER_RULES,
  ...IMAGE_RULES,
  ...STORAGE_RULES,
  ...INSTANCE_RULES,
  ...POD_SPEC_RULES,
  ...EXTENSION_RULES,
  ...ACCESS_RULES,
  ...OPERATOR_SETTING_RULES,
  ...REPLICA_RULES,
  ...PLUGIN_RULES,
  ...BACKUP_RULES,
  ...SIDECAR_RULES,
  ...RETENTION_RULES,
  ...METADATA_RULES,
  ...ROLE_RULES,
  ...DATABASE_RULES,
  ...SCHEDULE_RULES,
  ...POOLER_RULES,
  ...REPLICATION_RULES,
  ...SECRET_RULES,
  ...CONFIG_MAP_RULES,
  ...IMAGE_CATALOG_RULES,
  ...SURROUNDING_RULES,
  ...OPERATOR_RULES,
];
