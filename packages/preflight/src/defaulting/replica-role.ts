import { fields, isSet, text } from '../shape';

/** Whether a Cluster follows another one (cloudnative-pg api/v1/cluster_funcs.go IsReplica). */
export function isReplica(cluster: any): boolean {
  const { replica } = fields(cluster?.spec);
  if (!isSet(replica)) return false;
  const { enabled, self, primary } = fields(replica);
  return isSet(enabled) ? enabled === true : (text(self) || text(cluster?.metadata?.name)) !== text(primary);
}
