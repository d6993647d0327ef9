import type { Comparison } from './comparison';
import type { Difference } from './difference';
import type { Effect } from './effect';

/** What a rule has to say about a difference. */
export interface Judgement {
  readonly effect: Effect;
  /** One sentence. @default - what the rule says */
  readonly why?: string;
  /** @default true */
  readonly reversible?: boolean;
  /** @default - what the effect means for a cluster of that size and update method */
  readonly interruption?: string;
  /** The operator does it as soon as it looks at the Cluster again: at once, when the Cluster changes too. @default false */
  readonly atNextReconcile?: boolean;
  /** The primary stays where it is, whatever `primaryUpdateMethod` says. @default false */
  readonly inPlace?: boolean;
}

/** One row: which differences it knows, and what they do. */
export interface ChangeRule {
  readonly id: string;
  /** `Kind.group` of the objects. */
  readonly kind: string;
  /** Fields it knows, with everything below them; `*` is any key, the empty path the object as a whole. */
  readonly paths: readonly string[];
  /** The mechanism, in one sentence. */
  readonly says: string;
  readonly source: string;
  /**
   * Nothing when the row is not about this difference.
   *
   * @param object the object that differs, as it is now
   */
  readonly judge: (difference: Difference, comparison: Comparison, object: any) => Judgement | Effect | undefined;
}

const patterns = new WeakMap<ChangeRule, readonly (readonly string[])[]>();

/** Whether a rule knows the field of a difference. */
export function knows(rule: ChangeRule, { path }: Difference): boolean {
  let split = patterns.get(rule);
  if (!split) {
    split = rule.paths.map((pattern) => (pattern === '' ? [] : pattern.split('.')));
    patterns.set(rule, split);
  }
  return split.some((keys) =>
    keys.length === 0
      ? path.length === 0
      : keys.length <= path.length && keys.every((key, at) => key === '*' || key === path[at]),
  );
}

/** Rules with one effect for all that is below some fields of Clusters. */
export function always(id: string, effect: Effect, paths: readonly string[], says: string, source: string): ChangeRule {
  return { id, kind: CLUSTER, paths, says, source, judge: () => effect };
}

export const CLUSTER = 'Cluster.postgresql.cnpg.io';
export const OPERATOR = 'cloudnative-pg';
