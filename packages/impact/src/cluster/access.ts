import { always } from '../change-rule';

/** Who may connect, and how replicas follow: all of it configuration that a running server takes. */
export const ACCESS_RULES = [
  always(
    'access',
    'reload',
    ['spec.postgresql.pg_hba', 'spec.postgresql.pg_ident', 'spec.postgresql.ldap', 'spec.podSelectorRefs'],
    'The instance manager writes pg_hba.conf and pg_ident.conf and reloads; sessions that are there stay.',
    'cloudnative-pg docs/src/postgresql_conf.md',
  ),
  always(
    'synchronous',
    'reload',
    [
      'spec.postgresql.synchronous',
      'spec.postgresql.syncReplicaElectionConstraint',
      'spec.minSyncReplicas',
      'spec.maxSyncReplicas',
    ],
    'The operator sets synchronous_standby_names, which is reloaded; from then on commits wait for other standbys than before.',
    'cloudnative-pg docs/src/replication.md; pg_settings.context sighup',
  ),
  always(
    'replication-slots-timing',
    'none',
    ['spec.replicationSlots.updateInterval', 'spec.replicationSlots.synchronizeReplicas'],
    'The instance managers copy slots at another interval or leave other slots out; no configuration changes.',
    'cloudnative-pg internal/management/controller/slots',
  ),
  always(
    'replication-slots',
    'reload',
    ['spec.replicationSlots.highAvailability'],
    'The operator makes and drops slots with SQL, and replicas take primary_slot_name by a reload.',
    'cloudnative-pg docs/src/replication.md; pg_settings.context sighup',
  ),
  always(
    'alter-system',
    'reload',
    ['spec.postgresql.enableAlterSystem'],
    'The operator sets allow_alter_system from PostgreSQL 17 on, or the mode of postgresql.auto.conf before; no session notices.',
    'cloudnative-pg pkg/postgres/configuration.go',
  ),
  always(
    'certificates',
    'reload',
    ['spec.certificates'],
    'The instances load the new certificates; connections made from then on see them.',
    'cloudnative-pg docs/src/certificates.md',
  ),
];
