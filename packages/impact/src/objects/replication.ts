import type { ChangeRule } from '../change-rule';

const FIELDS =
  'name dbname cluster parameters target publicationReclaimPolicy publicationName publicationDBName externalClusterName subscriptionReclaimPolicy';
const SOURCE = 'cloudnative-pg docs/src/logical_replication.md';

/** Publications and subscriptions: SQL in a database that runs. */
export const REPLICATION_RULES: readonly ChangeRule[] = ['Publication', 'Subscription'].flatMap((kind): ChangeRule[] => [
  {
    id: `${kind.toLowerCase()}-settings`,
    kind: `${kind}.postgresql.cnpg.io`,
    paths: ['', 'metadata', ...FIELDS.split(' ').map((name) => `spec.${name}`)],
    says: `The operator runs SQL for the ${kind.toLowerCase()}; the tables stay, and nothing restarts.`,
    source: SOURCE,
    judge: ({ path, to }) => (path.length === 0 && to === undefined ? undefined : 'none'),
  },
  {
    id: `${kind.toLowerCase()}-disappears`,
    kind: `${kind}.postgresql.cnpg.io`,
    paths: [''],
    says: 'Nothing manages it any more; by its reclaim policy it stays in the database.',
    source: SOURCE,
    judge: ({ from, to }) => {
      if (to !== undefined) return undefined;
      return (from as any)?.spec?.[`${kind.toLowerCase()}ReclaimPolicy`] === 'delete'
        ? {
            effect: 'unknown',
            reversible: false,
            why: `Its reclaim policy is delete: DROP ${kind.toUpperCase()} ends the replication that depends on it; the tables stay.`,
          }
        : 'none';
    },
  },
]);
