import type { ChangeRule, Judgement } from '../change-rule';
import type { Effect } from '../effect';

const KIND = 'Pooler.postgresql.cnpg.io';
const SOURCE = 'cloudnative-pg docs/src/connection_pooling.md';
const rule = (id: string, paths: readonly string[], says: string, judge: ChangeRule['judge']): ChangeRule => ({
  id,
  kind: KIND,
  paths,
  says,
  source: SOURCE,
  judge,
});
/** Nothing of it hands over the primary. */
const only = (effect: Effect, interruption: string): Judgement => ({ effect, interruption, inPlace: true });

export const POOLER_RULES: readonly ChangeRule[] = [
  rule('pooler-appears', [''], 'A Deployment of PgBouncer starts beside the database.', ({ from }) =>
    from === undefined ? 'none' : undefined,
  ),
  rule('pooler-disappears', [''], 'The Deployment and the Service of PgBouncer are deleted; PostgreSQL goes on.', ({ to }) =>
    to === undefined ? only('rolling update', 'Clients that connect through this pooler have no service any more.') : undefined,
  ),
  rule(
    'pooler-parameters',
    ['spec.pgbouncer.parameters', 'spec.pgbouncer.paused', 'spec.pgbouncer.pg_hba'],
    'PgBouncer takes its configuration by a reload.',
    ({ path }) => (path[2] === 'paused' ? only('reload', 'While it is paused, clients of this pooler wait.') : 'reload'),
  ),
  rule(
    'pooler-pods',
    [
      'spec.template',
      'spec.type',
      'spec.pgbouncer.poolMode',
      'spec.pgbouncer.authQuery',
      'spec.pgbouncer.authQuerySecret',
      'spec.pgbouncer.image',
      'spec.pgbouncer.imageCatalogRef',
      'spec.serviceAccountName',
      'spec.deploymentStrategy',
      'spec.cluster',
    ],
    'The Pods of PgBouncer are recreated; PostgreSQL goes on.',
    () => only('rolling update', 'Clients of this pooler reconnect.'),
  ),
  rule(
    'pooler-certificates',
    ['serverTLSSecret', 'serverCASecret', 'clientTLSSecret', 'clientCASecret'].map((name) => `spec.pgbouncer.${name}`),
    'PgBouncer uses other certificates: connections made from then on see them, and the Pods are recreated where they are mounted.',
    () => only('rolling update', 'Clients of this pooler reconnect.'),
  ),
  rule(
    'pooler-scale',
    ['spec.instances', 'spec.monitoring', 'spec.serviceTemplate', 'metadata'],
    'Pods of PgBouncer come or go beside the others, or what points at them is patched.',
    () => 'none',
  ),
];
