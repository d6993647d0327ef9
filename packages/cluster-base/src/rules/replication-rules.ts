import type { ConfigProblem } from '@pgplatform/core';
import type { ResolvedCluster } from '../resolved-cluster';

/** Synchronous replication leaves a standby to wait for, quorums are odd, and every standby gets a sender and a slot. */
export function replicationRules({ synchronous, instances, release, parameters }: ResolvedCluster): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (synchronous && synchronous.number >= instances) {
    problems.push({
      code: 'SYNCHRONOUS_NUMBER',
      path: 'synchronous.number',
      message: `There are ${instances - 1} standbys, and commits would wait for ${synchronous.number}.`,
      given: String(synchronous.number),
      allowed: instances > 1 ? `1 to ${instances - 1}` : 'nothing, with one instance',
      fix: 'Raise instances, lower number, or remove synchronous.',
    });
  }
  if (synchronous?.failoverQuorum && !release.hasFailoverQuorum) {
    problems.push({
      code: 'FAILOVER_QUORUM_UNAVAILABLE',
      path: 'synchronous.failoverQuorum',
      message: `Release ${release.id} (CloudNativePG ${release.operatorVersion}) has no failover quorum; 2026.02 is the first.`,
      given: 'true',
      fix: 'Remove failoverQuorum, or use a newer release.',
    });
  } else if (synchronous?.failoverQuorum && instances % 2 === 0) {
    problems.push({
      code: 'EVEN_INSTANCES_WITH_QUORUM',
      path: 'instances',
      message: 'With a failover quorum an even number of instances tolerates no more failures than one instance fewer.',
      given: String(instances),
      allowed: 'an odd number',
      fix: `Use ${instances > 2 ? `${instances - 1} or ` : ''}${instances + 1} instances, or set synchronous.failoverQuorum to false.`,
    });
  }
  for (const name of ['max_wal_senders', 'max_replication_slots']) {
    if (Number(parameters[name]) < instances) {
      problems.push({
        code: 'PARAMETER_BELOW_INSTANCES',
        path: `parameters.${name}`,
        message: `${instances} instances need at least as many ${name}.`,
        given: parameters[name],
        allowed: `at least ${instances}`,
        fix: `Set ${name} to '${instances}' or more.`,
      });
    }
  }
  return problems;
}
