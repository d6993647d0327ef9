import { annotationRules } from './annotations';
import { backupRules } from './backup';
import { bootstrapRules } from './bootstrap';
import { certificateRules } from './certificates';
import { clusterNameRules } from './cluster-name';
import { clusterWarnings } from './cluster-warnings';
import { databaseImportRules } from './database-import';
import { environmentRules } from './environment';
import { extensionRules } from './extensions';
import { externalClusterRules } from './external-clusters';
import { imageRules } from './image';
import { ldapRules } from './ldap';
import { parameterRules } from './parameters';
import { pluginRules } from './plugins';
import { podSelectorRules } from './pod-selectors';
import { primaryLeaseRules } from './primary-lease';
import { primaryUpdateRules } from './primary-update';
import { recoverySourceRules } from './recovery-source';
import { recoveryTargetRules } from './recovery-target';
import { replicaRules } from './replica';
import { replicationSlotRules } from './replication-slots';
import { resourceRules } from './resources';
import { roleRules } from './roles';
import { schedulingRules } from './scheduling';
import { serviceAccountRules } from './service-account';
import { serviceRules } from './services';
import { storageRules } from './storage';
import { synchronousRules } from './synchronous';
import { tablespaceRules } from './tablespaces';

/** What the webhook checks in a Cluster, in its order as far as one group allows; warnings last. */
export const clusterAdmissionRules = [
  ...bootstrapRules,
  ...databaseImportRules,
  ...certificateRules,
  ...imageRules,
  ...recoveryTargetRules,
  ...primaryUpdateRules,
  ...synchronousRules,
  ...storageRules,
  ...clusterNameRules,
  ...tablespaceRules,
  ...recoverySourceRules,
  ...externalClusterRules,
  ...schedulingRules,
  ...replicaRules,
  ...backupRules,
  ...parameterRules,
  ...ldapRules,
  ...replicationSlotRules,
  ...environmentRules,
  ...serviceRules,
  ...roleRules,
  ...resourceRules,
  ...annotationRules,
  ...pluginRules,
  ...podSelectorRules,
  ...extensionRules,
  ...serviceAccountRules,
  ...primaryLeaseRules,
  ...clusterWarnings,
];
