import { type Block, bullets, code, enumeration, fence, heading, paragraph } from '../markdown';
import type { PlatformFacts } from '../platform-facts';

/** From one instance to three, larger volumes, more memory. */
export function scaling(platform: PlatformFacts): Block[] {
  const { environments, replicated, example } = platform;
  const single = environments.filter(({ instances }) => instances === 1);
  const target = single[single.length - 1] ?? example;
  return [
    heading(2, 'Scaling'),
    heading(3, 'To three instances'),
    paragraph(
      single.length
        ? `${enumeration(single.map(({ name }) => code(name)))} run${single.length === 1 ? 's' : ''} one instance: the loss of its node is an outage until the volume is reachable again or restored.`
        : '',
      replicated.length
        ? `${enumeration(replicated.map(({ name, instances }) => `${code(name)} (${instances})`))} ha${replicated.length === 1 ? 's' : 've'} standbys already.`
        : '',
    ),
    ...(single.length
      ? [
          fence('ts', `{ name: '${target.name}', /* … */ instances: 3 },`),
          bullets([
            'The running instance is not touched: standbys are cloned from it, one after the other.',
            'The PodDisruptionBudget is switched on, and anti-affinity spreads the instances over nodes where it can.',
            'Two instances survive a failure but lose the standby with it; three keep one.',
            'With three instances a commit waits for one standby, unless `clusterBase.synchronous` says otherwise; without that a failover can lose the last transactions.',
            `Check the node count, and the space: three volumes of ${target.cluster.spec.storage.size} each.`,
          ]),
        ]
      : []),
    paragraph('With more than one instance:'),
    bullets([
      'Fewer of them: the volume of each instance that goes is deleted. One always stays.',
      `Standbys also serve reads, at ${code(target.service('ro'))}, a little behind the primary.`,
    ]),
    heading(3, 'Larger'),
    bullets([
      'Volumes: raise `storage` or `walStorage`. The volume grows while PostgreSQL runs when the storage class allows expansion. It never shrinks: the only way back is a restore into a new Cluster.',
      'Memory and CPU: raise `memory` and `cpu`; tuned parameters follow. The Pods are replaced, the primary last; with one instance that is an interruption.',
      'Connections: a pooler before a larger `max_connections`. PgBouncer as a Pooler object can be added through `extraResources`.',
    ]),
  ];
}
