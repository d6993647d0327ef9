import type { PlatformRelease } from '@pgplatform/core';

/** From this number on, one standby can fail and commits still wait for another one. */
const QUORUM = 3;

/**
 * Number of instances, and what follows from it: a disruption budget only where there is a standby (with one instance it would block
 * every drain of its node), synchronous replication only where a standby can fail.
 */
export function instancesPatch(cluster: any, instances: number, release: PlatformRelease): any {
  const before = cluster.spec.postgresql?.synchronous;
  const joins = !before && instances >= QUORUM && cluster.spec.instances < QUORUM;
  const leaves = before && ((instances < QUORUM && cluster.spec.instances >= QUORUM) || instances <= before.number);
  const quorum = release.hasFailoverQuorum && { failoverQuorum: true };
  return {
    spec: {
      instances,
      enablePDB: instances > 1,
      ...(joins && { postgresql: { synchronous: { method: 'any', number: 1, dataDurability: 'required', ...quorum } } }),
      ...(leaves && { postgresql: { synchronous: null } }),
    },
  };
}
