import type { ConfigProblem } from '@pgplatform/core';
import type { ResolvedCluster } from '../resolved-cluster';
import { backupRules } from './backup-rules';
import { bootstrapRules } from './bootstrap-rules';
import { clusterPatchRules } from './cluster-patch-rules';
import { imageRules } from './image-rules';
import { networkPolicyRules } from './network-policy-rules';
import { parameterRules } from './parameter-rules';
import { replicationRules } from './replication-rules';
import { resourceRules } from './resource-rules';
import { schedulingRules } from './scheduling-rules';

/** A check of the whole cluster; paths are those of its options. */
export type Rule = (cluster: ResolvedCluster) => ConfigProblem[];

/** All checks, in the order in which their problems are told. */
export const RULES: readonly Rule[] = [
  imageRules,
  resourceRules,
  parameterRules,
  replicationRules,
  backupRules,
  bootstrapRules,
  schedulingRules,
  networkPolicyRules,
  clusterPatchRules,
];
