import type { Judgement } from './change-rule';
import type { Comparison } from './comparison';
import type { Effect } from './effect';

const QUIET: { readonly [effect in Effect]?: string } = {
  none: 'none',
  reload: 'none',
  'volume resize': 'none while the storage resizes volumes in use',
  'new backup archive': 'none',
  'offline major upgrade': 'The database is down until pg_upgrade is done; replicas follow when they are cloned again.',
  unknown: 'unknown',
  rejected: 'none: nothing is applied',
  outage: 'The database goes down, and stays down until the change is taken back.',
  'destroys data': 'The data is gone.',
};

/** The effect of a judgement on this cluster: where the primary hands over to a replica, restarts are switchovers. */
export function effectOn({ effect, inPlace }: Judgement, { before, after }: Comparison): Effect {
  const moves = (effect === 'rolling update' || effect === 'restart') && !inPlace;
  return moves && handsOver(after.cluster) && instancesOf(before.cluster) > 1 ? 'switchover' : effect;
}

/** What clients notice, in one sentence. */
export function interruptionOf(effect: Effect, judgement: Judgement, { after: { cluster } }: Comparison): string {
  if (judgement.interruption) return judgement.interruption;
  const quiet = QUIET[effect];
  if (quiet) return quiet;
  const instances = instancesOf(cluster);
  const supervised =
    cluster.spec.primaryUpdateStrategy === 'supervised' ? ' It waits for somebody to start it for the primary.' : '';
  if (effect === 'switchover') {
    return `Replicas first, one at a time; then a replica is promoted: writes stop for seconds, connections to the primary are cut.${supervised}`;
  }
  const pod = effect === 'rolling update';
  if (instances < 2) {
    return pod
      ? 'The only Pod is recreated: the database is down until it is ready again, usually a minute or two.'
      : 'PostgreSQL restarts in its Pod: the database is down for seconds.';
  }
  if (judgement.inPlace)
    return 'PostgreSQL restarts in the Pod of the primary: writes stop for seconds; then the replicas, one at a time.';
  return pod
    ? `Replicas first, one at a time; then the Pod of the primary is recreated without a switchover: writes stop until it is ready again.${supervised}`
    : `Replicas first, one at a time; then PostgreSQL restarts in the Pod of the primary: writes stop for seconds.${supervised}`;
}

function handsOver(cluster: any): boolean {
  return cluster.spec.primaryUpdateMethod === 'switchover' && instancesOf(cluster) > 1;
}

export function instancesOf(cluster: any): number {
  const { instances } = cluster?.spec ?? {};
  return typeof instances === 'number' ? instances : 1;
}
