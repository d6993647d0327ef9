import { LONGEST_AMOUNT } from '@pgplatform/core';
import { type ChangeRule, CLUSTER } from '../change-rule';
import type { Comparison, Side } from '../comparison';
import { archiveMove, OBJECT_STORE } from './backup';

/** Barman counts a month as 31 days (barman retention_policies.py). */
const DAYS: { readonly [unit: string]: number } = { d: 1, w: 7, m: 31 };
const SHORTENED = 'Base backups and WAL files beyond the new limit are deleted from the object store at the next enforcement.';
const IN_TREE = 'cloudnative-pg pkg/management/postgres/backup.go';
const PLUGIN = 'plugin-barman-cloud internal/cnpgi/instance/retention.go';

export const RETENTION_RULES: readonly ChangeRule[] = [
  {
    id: 'retention-shortened',
    kind: CLUSTER,
    paths: ['spec.backup.retentionPolicy'],
    says: SHORTENED,
    source: IN_TREE,
    judge: (_, comparison) =>
      isInTree(comparison.after) && deletes(comparison) ? { effect: 'destroys data', reversible: false } : undefined,
  },
  {
    id: 'retention-kept',
    kind: CLUSTER,
    paths: ['spec.backup.retentionPolicy'],
    says: 'No backup that is there is kept shorter than before.',
    source: IN_TREE,
    judge: (_, comparison) => {
      if (!isInTree(comparison.after)) return { effect: 'none', why: 'Without barmanObjectStore this field does nothing.' };
      return deletes(comparison) ? undefined : 'none';
    },
  },
  {
    id: 'store-retention-shortened',
    kind: OBJECT_STORE,
    paths: ['spec.retentionPolicy', ''],
    says: SHORTENED,
    source: PLUGIN,
    judge: ({ path, from, to }, comparison) => {
      const shortened =
        path.length > 0 ? isShorter(from, to) && archiveMove(comparison) !== 'moves' : from === undefined && deletes(comparison);
      return shortened ? { effect: 'destroys data', reversible: false } : undefined;
    },
  },
  {
    id: 'store-retention-kept',
    kind: OBJECT_STORE,
    paths: ['spec.retentionPolicy'],
    says: 'No backup that is there is kept shorter than before.',
    source: PLUGIN,
    judge: ({ from, to }, comparison) => (isShorter(from, to) && archiveMove(comparison) !== 'moves' ? undefined : 'none'),
  },
];

/** Length of a retention policy in days; nothing when there is none, or it is none. */
export function retentionDays(policy: unknown): number | undefined {
  const [, count, unit] =
    /^([1-9]\d*)([dwm])$/.exec(typeof policy === 'string' && policy.length <= LONGEST_AMOUNT ? policy : '') ?? [];
  return count === undefined ? undefined : Number(count) * DAYS[unit];
}

/** Whether the second policy lets go of what the first one keeps. */
function isShorter(from: unknown, to: unknown): boolean {
  const days = retentionDays(to);
  return days !== undefined && days < (retentionDays(from) ?? Number.POSITIVE_INFINITY);
}

/** Whether backups of one and the same archive are kept shorter than before. */
function deletes(comparison: Comparison): boolean {
  const { before, after } = comparison;
  return (
    archiveMove(comparison) === 'same' &&
    before.archive !== undefined &&
    isShorter(before.retention?.policy, after.retention?.policy)
  );
}

function isInTree({ cluster }: Side): boolean {
  return cluster.spec.backup?.barmanObjectStore !== undefined;
}
