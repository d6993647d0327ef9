import { MEASURED_INTERRUPTION, MEASURED_ON } from '@pgplatform/facts';
import type { Judgement } from './change-rule';
import type { Comparison } from './comparison';
import type { Effect } from './effect';

/** Effects that stop and start instances. */
const MOVES: readonly Effect[] = ['restart', 'rolling update'];
const QUIET: { readonly [effect in Effect]?: string } = {
  none: 'none',
  deferred: 'none now',
  'volume resize': 'none while the storage resizes volumes in use',
  'new backup archive': 'none',
  unknown: 'unknown',
  rejected: 'none: nothing is applied',
  outage: 'The database goes down, and stays down until the change is taken back.',
  'destroys data': 'The data is gone.',
};

/** The effect of a judgement on this cluster: where the primary hands over to a replica, restarts are switchovers. */
export function effectOn(judgement: Judgement, comparison: Comparison): Effect {
  const { before, after, isReconciled } = comparison;
  const effect = judgement.atNextReconcile && isReconciled ? 'rolling update' : judgement.effect;
  if (!MOVES.includes(effect)) return effect;
  if (heldBy(comparison)) return 'deferred';
  if (judgement.inPlace || after.cluster.spec.primaryUpdateMethod !== 'switchover') return effect;
  // With one instance there is nobody to hand over to, and its Pod is recreated even for a restart.
  return instancesOf(before.cluster) > 1 && instancesOf(after.cluster) > 1 ? 'switchover' : 'rolling update';
}

/** Why the operator does not touch the Pods now. */
function heldBy({ before, after }: Comparison): string | undefined {
  const says = (side: Comparison['after'], name: string, value: string) =>
    side.cluster.metadata?.annotations?.[`cnpg.io/${name}`] === value;
  if (says(after, 'reconciliationLoop', 'disabled')) {
    return 'none now: the annotation cnpg.io/reconciliationLoop keeps the operator from doing anything until it is gone';
  }
  return says(before, 'hibernation', 'on') && says(after, 'hibernation', 'on')
    ? 'none now: the database is hibernated; it counts when its Pods are made again'
    : undefined;
}

/** What clients notice, in one sentence. */
export function interruptionOf(effect: Effect, judgement: Judgement, comparison: Comparison): string {
  const { cluster } = comparison.after;
  if (effect === 'deferred') return heldBy(comparison) ?? judgement.interruption ?? 'none now';
  if (judgement.interruption) return judgement.interruption;
  const quiet = QUIET[effect];
  if (quiet) return quiet;
  if (effect === 'reload') return `Sessions stay. ${measured('reload')}`;
  if (effect === 'offline major upgrade') {
    return `The database is down until pg_upgrade is done, and has no replica until each is cloned again. ${measured('majorUpgrade')}`;
  }
  const isSingle = instancesOf(cluster) < 2;
  const supervised =
    cluster.spec.primaryUpdateStrategy === 'supervised'
      ? ' The primary stays as it is until somebody promotes a replica or restarts it (primaryUpdateStrategy: supervised).'
      : '';
  if (effect === 'switchover') {
    return `Replicas first, one at a time; then a replica is promoted, and connections to the primary are cut. ${measured('switchover')}${supervised}`;
  }
  if (effect === 'rolling update') {
    return isSingle
      ? `The only Pod is recreated: the database is down until it is ready again. ${measured('pod')}`
      : `Replicas first, one at a time; then the Pod of the primary is recreated without a switchover: writes stop until it is ready again. ${measured('pods')}${supervised}`;
  }
  if (isSingle) return `PostgreSQL restarts in its Pod, and all connections are cut. ${measured('restart')}`;
  return judgement.inPlace
    ? `PostgreSQL restarts in the Pod of the primary, and its connections are cut; then the replicas, one at a time. ${measured('restart')}${supervised}`
    : `Replicas first, one at a time; then PostgreSQL restarts in the Pod of the primary, and its connections are cut. ${measured('restart')}${supervised}`;
}

function measured(what: keyof typeof MEASURED_INTERRUPTION): string {
  return `Writes stopped for ${MEASURED_INTERRUPTION[what]} when measured (${MEASURED_ON}).`;
}

export function instancesOf(cluster: any): number {
  const { instances } = cluster?.spec ?? {};
  return typeof instances === 'number' ? instances : 1;
}
