import { backupCelRules } from './backup-cel';
import type { CelRule } from './cel-rule';
import { clusterCelRules } from './cluster-cel';
import { databaseCelRules } from './database-cel';
import { databaseRoleCelRules } from './database-role-cel';
import { imageCatalogCelRules } from './image-catalog-cel';
import { objectStoreCelRules } from './object-store-cel';
import { poolerCelRules } from './pooler-cel';
import { replicationCelRules } from './replication-cel';

/** Every rule that a CRD states as an expression. */
export const allCelRules: readonly CelRule[] = [
  ...clusterCelRules,
  ...backupCelRules,
  ...databaseCelRules,
  ...databaseRoleCelRules,
  ...poolerCelRules,
  ...replicationCelRules,
  ...imageCatalogCelRules,
  ...objectStoreCelRules,
];
