import { isGuarded } from '@pgplatform/preflight';
import type { ChangeRule } from '../change-rule';

const KIND = 'Database.postgresql.cnpg.io';
const SOURCE = 'cloudnative-pg docs/src/declarative_database_management.md';
const SQL = 'owner connectionLimit allowConnections isTemplate extensions schemas fdws servers';
const GONE = {
  effect: 'destroys data',
  reversible: false,
  interruption: 'Sessions of this database end; the others go on.',
} as const;

export const DATABASE_RULES: readonly ChangeRule[] = [
  {
    id: 'database-appears',
    kind: KIND,
    paths: [''],
    says: 'The operator creates the database, or takes over one of that name.',
    source: SOURCE,
    judge: ({ from, to }) => (from === undefined && (to as any)?.spec?.ensure !== 'absent' ? 'none' : undefined),
  },
  {
    id: 'database-absent',
    kind: KIND,
    paths: ['', 'spec.ensure'],
    says: 'ensure: absent is DROP DATABASE.',
    source: SOURCE,
    judge: ({ path, from, to }) =>
      (path.length === 0 && from === undefined && (to as any)?.spec?.ensure === 'absent') || to === 'absent' ? GONE : undefined,
  },
  {
    id: 'database-present-again',
    kind: KIND,
    paths: ['spec.ensure'],
    says: 'The operator creates the database again, empty.',
    source: SOURCE,
    judge: ({ to }) => (to === 'present' ? 'none' : undefined),
  },
  {
    id: 'database-dropped',
    kind: KIND,
    paths: [''],
    says: 'databaseReclaimPolicy is delete, so removing the Database is DROP DATABASE.',
    source: SOURCE,
    judge: ({ from, to }) => {
      if (to !== undefined || (from as any)?.spec?.databaseReclaimPolicy !== 'delete') return undefined;
      return isGuarded(from)
        ? {
            ...GONE,
            reversible: true,
            why: 'databaseReclaimPolicy is delete: only Prune=false keeps Argo CD from removing the Database, which would be DROP DATABASE.',
          }
        : GONE;
    },
  },
  {
    id: 'database-retained',
    kind: KIND,
    paths: [''],
    says: 'databaseReclaimPolicy is retain: the database stays, and nothing manages it any more.',
    source: SOURCE,
    judge: ({ from, to }) => (to === undefined && (from as any)?.spec?.databaseReclaimPolicy !== 'delete' ? 'none' : undefined),
  },
  {
    id: 'database-reclaim-policy',
    kind: KIND,
    paths: ['spec.databaseReclaimPolicy'],
    says: 'It decides what happens to the database when the Database object is removed one day.',
    source: SOURCE,
    judge: () => 'none',
  },
  {
    id: 'database-settings',
    kind: KIND,
    paths: SQL.split(' ').map((name) => `spec.${name}`),
    says: 'The operator runs SQL in the database: ALTER DATABASE, or CREATE and ALTER for what it lists.',
    source: SOURCE,
    judge: ({ from, to }) => (drops(to) && !drops(from) ? undefined : 'none'),
  },
  {
    id: 'database-tablespace',
    kind: KIND,
    paths: ['spec.tablespace'],
    says: 'ALTER DATABASE ... SET TABLESPACE copies every file of the database and needs that nobody is connected to it; how long it takes depends on its size.',
    source: 'cloudnative-pg internal/management/controller/database_controller_sql.go',
    judge: () => 'unknown',
  },
  {
    id: 'database-metadata',
    kind: KIND,
    paths: ['metadata'],
    says: 'Labels and annotations of the Database say nothing to PostgreSQL.',
    source: SOURCE,
    judge: () => 'none',
  },
];

/** Whether something in a list is to be dropped; what that takes along depends on what is in the database. */
function drops(value: unknown): boolean {
  return JSON.stringify(value ?? null).includes('"ensure":"absent"');
}
