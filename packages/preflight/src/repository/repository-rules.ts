import type { RepositoryRule } from './repository-rule';
import { APPLICATION_PATH } from './rules/application-path';
import { APPLICATION_SET_POLICY } from './rules/application-set-policy';
import { ARCHIVE_MODE } from './rules/archive-mode';
import { BACKUP_METHOD } from './rules/backup-method';
import { BACKUPS_DEFERRED } from './rules/backups-deferred';
import { BARMAN_IMAGE } from './rules/barman-image';
import { CLUSTER_REFERENCE } from './rules/cluster-reference';
import { DESTRUCTIVE_DATABASE } from './rules/destructive-database';
import { DISRUPTION_BUDGET } from './rules/disruption-budget';
import { DRIFT } from './rules/drift';
import { ENDLESS_RESTART } from './rules/endless-restart';
import { COMPANION_GUARD, DATA_GUARD } from './rules/guard';
import { IDENTITY } from './rules/identity';
import { IMAGE_LINEAGE } from './rules/image-lineage';
import { IMAGE_PIN } from './rules/image-pin';
import { IN_TREE_BACKUP } from './rules/in-tree-backup';
import { KUSTOMIZE_TRAP } from './rules/kustomize-trap';
import { LIST_PATCH } from './rules/list-patch';
import { LOCALE } from './rules/locale';
import { MADE_METADATA } from './rules/made-metadata';
import { MAJOR_UPGRADE } from './rules/major-upgrade';
import { MEMORY_BUDGET } from './rules/memory-budget';
import { NAMESPACE_REFERENCE } from './rules/namespace-reference';
import { OBJECT_STORE_REFERENCE } from './rules/object-store-reference';
import { OPERATOR_PRUNE } from './rules/operator-prune';
import { PLUGIN_NAMESPACE } from './rules/plugin-namespace';
import { POD_MONITOR_NAME } from './rules/pod-monitor-name';
import { POOLER_NAME } from './rules/pooler-name';
import { RECLAIM_POLICY } from './rules/reclaim-policy';
import { RECOVERY_KEPT } from './rules/recovery-kept';
import { RECOVERY_SOURCE } from './rules/recovery-source';
import { RELEASE_NAME } from './rules/release-name';
import { REPLACE_OR_FORCE } from './rules/replace-or-force';
import { RESOURCES_FINALIZER } from './rules/resources-finalizer';
import { ROLE_ADOPTION } from './rules/role-adoption';
import { SCHEDULED_BACKUP_EXISTS } from './rules/scheduled-backup';
import { SECRET_REFERENCE } from './rules/secret-reference';
import { SECURITY_FLOOR } from './rules/security-floor';
import { SERVER_SIDE_APPLY } from './rules/server-side-apply';
import { SIX_FIELD_CRON } from './rules/six-field-cron';
import { TRACKING_ID } from './rules/tracking-id';
import { TWO_OWNERS } from './rules/two-owners';
import { UNIQUE_ARCHIVE } from './rules/unique-archive';
import { VALIDATION_ANNOTATION } from './rules/validation-annotation';
import { VERSION_MATRIX } from './rules/version-matrix';

/** Every rule of ours over a repository, in the order of their ids. */
export const REPOSITORY_RULES: readonly RepositoryRule[] = [
  IMAGE_PIN,
  SIX_FIELD_CRON,
  BACKUP_METHOD,
  SCHEDULED_BACKUP_EXISTS,
  OBJECT_STORE_REFERENCE,
  SECRET_REFERENCE,
  UNIQUE_ARCHIVE,
  RECOVERY_SOURCE,
  CLUSTER_REFERENCE,
  DATA_GUARD,
  DRIFT,
  LOCALE,
  MEMORY_BUDGET,
  DISRUPTION_BUDGET,
  POD_MONITOR_NAME,
  VERSION_MATRIX,
  IN_TREE_BACKUP,
  BARMAN_IMAGE,
  IMAGE_LINEAGE,
  MAJOR_UPGRADE,
  VALIDATION_ANNOTATION,
  KUSTOMIZE_TRAP,
  ROLE_ADOPTION,
  COMPANION_GUARD,
  REPLACE_OR_FORCE,
  TRACKING_ID,
  TWO_OWNERS,
  RESOURCES_FINALIZER,
  APPLICATION_SET_POLICY,
  OPERATOR_PRUNE,
  RELEASE_NAME,
  ARCHIVE_MODE,
  IDENTITY,
  APPLICATION_PATH,
  NAMESPACE_REFERENCE,
  SERVER_SIDE_APPLY,
  DESTRUCTIVE_DATABASE,
  RECOVERY_KEPT,
  RECLAIM_POLICY,
  SECURITY_FLOOR,
  LIST_PATCH,
  PLUGIN_NAMESPACE,
  POOLER_NAME,
  BACKUPS_DEFERRED,
  MADE_METADATA,
  ENDLESS_RESTART,
];
