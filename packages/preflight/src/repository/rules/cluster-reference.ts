import { plainText } from '@pgplatform/core';
import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field, items, text } from '../field';
import { BACKUP, CLUSTER, DATABASE, DATABASE_ROLE, POOLER, PUBLICATION, SCHEDULED_BACKUP, SUBSCRIPTION } from '../kind';
import type { Repository } from '../repository';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';
import type { Resource } from '../resource';

/** P-09: what belongs to a Cluster stands beside it, and a database's owner is declared. */
export const CLUSTER_REFERENCE: RepositoryRule = {
  id: 'P-09',
  kinds: ['Database', 'DatabaseRole', 'Pooler', 'ScheduledBackup', 'Backup', 'Publication', 'Subscription'],
  phase: Phase.REPOSITORY,
  says: 'The Cluster that an object names is in the same namespace, and the owner of a database is a declared role.',
  fix: 'Put the object into the namespace of its Cluster; declare the role as a DatabaseRole or in spec.managed.roles.',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/6043; docs/src/declarative_database_management.md',
  check: (repository) =>
    repository.ofKind(DATABASE, DATABASE_ROLE, POOLER, SCHEDULED_BACKUP, BACKUP, PUBLICATION, SUBSCRIPTION).flatMap((on) => {
      const name = text(on.object, 'spec.cluster.name') ?? '';
      const cluster = repository.find(CLUSTER, on.namespace, name);
      if (cluster) return on.kind === DATABASE ? owner(repository, on, cluster) : [];
      const elsewhere = repository
        .ofKind(CLUSTER)
        .filter((other) => other.name === name)
        .map(({ namespace }) => namespace);
      return [
        {
          on,
          path: ['spec', 'cluster', 'name'],
          given: name,
          severity: repository.owns(CLUSTER) ? Severity.ERROR : Severity.INFO,
          allowed:
            repository
              .ofKind(CLUSTER)
              .filter(({ namespace }) => namespace === on.namespace)
              .map((other) => other.name)
              .join(', ') || undefined,
          why:
            elsewhere.length > 0
              ? `Cluster ${name} is in ${[...new Set(elsewhere)].join(', ')}, this object in ${on.namespace || 'no namespace'}; references do not cross namespaces.`
              : `There is no Cluster ${name} in ${on.namespace || 'its namespace'}.`,
        },
      ];
    }),
};

function owner(repository: Repository, on: Resource, cluster: Resource): RepositoryViolation[] {
  const role = text(on.object, 'spec.owner');
  if (role === undefined || field(on.object, 'spec.ensure') === 'absent') return [];
  const declared = rolesOf(repository, cluster);
  if (declared.has(role)) return [];
  // A Cluster that was restored or imported has roles that no file declares.
  const complete =
    field(cluster.object, 'spec.bootstrap.recovery') === undefined &&
    field(cluster.object, 'spec.bootstrap.pg_basebackup') === undefined;
  return [
    {
      on,
      path: ['spec', 'owner'],
      given: role,
      allowed: [...declared].join(', '),
      why: `No file declares the role ${role} in Cluster ${cluster.name}; a Database does not create its owner.`,
      severity:
        complete && (repository.owns(DATABASE_ROLE) || items(cluster.object, 'spec.managed.roles').length > 0)
          ? Severity.ERROR
          : Severity.WARNING,
    },
  ];
}

/** The roles that the files declare in a Cluster. */
function rolesOf(repository: Repository, { object, namespace, name }: Resource): Set<string> {
  const bootstrap = ['initdb', 'recovery', 'pg_basebackup']
    .map((method) => field(object, `spec.bootstrap.${method}`))
    .find((value) => value !== undefined);
  const application = text(bootstrap, 'owner') ?? text(bootstrap, 'database') ?? 'app';
  const managed = items(object, 'spec.managed.roles')
    .filter(({ item }) => item.ensure !== 'absent')
    .map(({ item }) => plainText(item.name));
  const own = repository
    .inNamespace(DATABASE_ROLE, namespace)
    .filter((role) => field(role.object, 'spec.cluster.name') === name)
    .map((role) => text(role.object, 'spec.name') ?? '');
  return new Set(['postgres', application, ...managed, ...own]);
}
