import { plainText } from '@pgplatform/core';
import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field, items, text } from '../field';
import { BACKUP, CLUSTER, DATABASE, DATABASE_ROLE, POOLER, PUBLICATION, SCHEDULED_BACKUP, SUBSCRIPTION } from '../kind';
import { MultiMap } from '../multi-map';
import type { Repository } from '../repository';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';
import type { Resource } from '../resource';

/** So many names are listed. */
const MOST_NAMES = 20;

/** P-09: what belongs to a Cluster stands beside it, and a database's owner is declared. */
export const CLUSTER_REFERENCE: RepositoryRule = {
  id: 'P-09',
  kinds: ['Database', 'DatabaseRole', 'Pooler', 'ScheduledBackup', 'Backup', 'Publication', 'Subscription'],
  phase: Phase.REPOSITORY,
  says: 'The Cluster that an object names is in the same namespace, and the owner of a database is a declared role.',
  fix: 'Put the object into the namespace of its Cluster; declare the role as a DatabaseRole or in spec.managed.roles.',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/6043; docs/src/declarative_database_management.md',
  check: (repository) => {
    const clusters = new MultiMap<string>();
    for (const { name, namespace } of repository.ofKind(CLUSTER)) clusters.add(name, namespace);
    const roles = new MultiMap<string>();
    for (const role of repository.ofKind(DATABASE_ROLE)) {
      roles.add(`${role.namespace}\n${text(role.object, 'spec.cluster.name') ?? ''}`, text(role.object, 'spec.name') ?? '');
    }
    return repository
      .ofKind(DATABASE, DATABASE_ROLE, POOLER, SCHEDULED_BACKUP, BACKUP, PUBLICATION, SUBSCRIPTION)
      .flatMap((on) => {
        const name = text(on.object, 'spec.cluster.name') ?? '';
        const cluster = repository.find(CLUSTER, on.namespace, name);
        if (cluster) return on.kind === DATABASE ? owner(repository, on, cluster, roles) : [];
        const elsewhere = clusters.all(name);
        return [
          {
            on,
            path: ['spec', 'cluster', 'name'],
            given: name,
            severity: repository.owns(CLUSTER) ? Severity.ERROR : Severity.INFO,
            allowed:
              repository
                .inNamespace(CLUSTER, on.namespace)
                .slice(0, MOST_NAMES)
                .map((other) => other.name)
                .join(', ') || undefined,
            why:
              elsewhere.length > 0
                ? `Cluster ${name} is in ${[...new Set(elsewhere)].join(', ')}, this object in ${on.namespace || 'no namespace'}; references do not cross namespaces.`
                : `There is no Cluster ${name} in ${on.namespace || 'its namespace'}.`,
          },
        ];
      });
  },
};

function owner(repository: Repository, on: Resource, cluster: Resource, roles: MultiMap<string>): RepositoryViolation[] {
  const role = text(on.object, 'spec.owner');
  if (role === undefined || field(on.object, 'spec.ensure') === 'absent') return [];
  const declared = rolesOf(cluster, roles);
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
function rolesOf({ object, namespace, name }: Resource, roles: MultiMap<string>): Set<string> {
  const bootstrap = ['initdb', 'recovery', 'pg_basebackup']
    .map((method) => field(object, `spec.bootstrap.${method}`))
    .find((value) => value !== undefined);
  const application = text(bootstrap, 'owner') ?? text(bootstrap, 'database') ?? 'app';
  const managed = items(object, 'spec.managed.roles')
    .filter(({ item }) => item.ensure !== 'absent')
    .map(({ item }) => plainText(item.name));
  return new Set(['postgres', application, ...managed, ...roles.all(`${namespace}\n${name}`)]);
}
