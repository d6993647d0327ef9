/** From this number on, one standby can fail and commits still wait for another one. */
const QUORUM = 3;

/**
 * Number of instances, and what follows from it: a disruption budget only where there is a standby (with one instance it would block
 * every drain of its node), synchronous replication only where a standby can fail.
 */
export function instancesPatch(cluster: any, instances: number): any {
  const synchronous = cluster.spec.postgresql?.synchronous;
  const grows = instances >= QUORUM && cluster.spec.instances < QUORUM && !synchronous;
  const shrinks = instances < QUORUM && synchronous;
  return {
    spec: {
      instances,
      enablePDB: instances > 1,
      ...(grows && { postgresql: { synchronous: { method: 'any', number: 1, dataDurability: 'required' } } }),
      ...(shrinks && { postgresql: { synchronous: null } }),
    },
  };
}
