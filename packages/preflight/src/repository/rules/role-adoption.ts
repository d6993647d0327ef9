import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field, items, text } from '../field';
import { CLUSTER, DATABASE_ROLE } from '../kind';
import type { RepositoryRule } from '../repository-rule';

const ATTRIBUTES = [
  'superuser',
  'createdb',
  'createrole',
  'inherit',
  'login',
  'replication',
  'bypassrls',
  'connectionLimit',
  'inRoles',
];

/** P-22: a DatabaseRole that takes over an existing role says all of it. */
export const ROLE_ADOPTION: RepositoryRule = {
  id: 'P-22',
  kinds: ['DatabaseRole'],
  phase: Phase.REPOSITORY,
  says: 'A DatabaseRole that takes over an existing role writes out every attribute: what it omits is reset.',
  fix: 'Write the attributes out, and declare the role in one place only.',
  source: 'cloudnative-pg docs/src/declarative_role_management.md',
  severity: Severity.WARNING,
  since: ['1.30.0'],
  check: (repository) =>
    repository.ofKind(DATABASE_ROLE).flatMap((on) => {
      const role = text(on.object, 'spec.name');
      const cluster = repository.find(CLUSTER, on.namespace, text(on.object, 'spec.cluster.name') ?? '');
      const path = ['spec', 'name'];
      if (items(cluster?.object, 'spec.managed.roles').some(({ item }) => item.name === role)) {
        return [
          {
            on,
            path,
            given: role,
            why: `Cluster ${cluster?.name} manages the role ${role} in spec.managed.roles, which wins over this object.`,
          },
        ];
      }
      const initdb = field(cluster?.object, 'spec.bootstrap.initdb');
      const omitted = ATTRIBUTES.filter((name) => field(on.object, `spec.${name}`) === undefined);
      return initdb && (initdb.owner ?? initdb.database ?? 'app') === role && omitted.length > 0
        ? [
            {
              on,
              path,
              given: role,
              why: `The role ${role} exists since bootstrap; what is omitted is reset: ${omitted.join(', ')}.`,
            },
          ]
        : [];
    }),
};
