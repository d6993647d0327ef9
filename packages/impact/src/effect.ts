/**
 * What a change does to a running database, from mild to bad.
 *
 * `deferred` does nothing now: it comes with a later change of the Cluster, or when a Pod is made again.
 */
export const EFFECTS = [
  'none',
  'deferred',
  'reload',
  'volume resize',
  'restart',
  'rolling update',
  'switchover',
  'new backup archive',
  'offline major upgrade',
  'unknown',
  'rejected',
  /** Accepted, and then the database is down until the change is taken back. */
  'outage',
  'destroys data',
] as const;

/** One step of the scale `EFFECTS`. */
export type Effect = (typeof EFFECTS)[number];

/** Negative when the first effect is milder than the second one. */
export function compareEffects(a: Effect, b: Effect): number {
  return EFFECTS.indexOf(a) - EFFECTS.indexOf(b);
}

/** The worst of some effects; `none` of no effects. */
export function worstOf(effects: readonly Effect[]): Effect {
  return effects.reduce<Effect>((worst, effect) => (compareEffects(effect, worst) > 0 ? effect : worst), 'none');
}

/** Each effect once, the worst first; `none` alone when nothing happens. */
export function effectsOf(effects: readonly Effect[]): readonly Effect[] {
  const found = EFFECTS.filter((effect) => effect !== 'none' && effects.includes(effect)).reverse();
  return found.length > 0 ? found : ['none'];
}
