import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { CLUSTER, DATABASE_ROLE, OBJECT_STORE, POOLER, SEALED_SECRET } from '../kind';
import type { Repository } from '../repository';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';
import type { Resource } from '../resource';
import { type SecretReference, secretsOf } from '../secret-consumer';
import { providersOf, SECRET_KINDS } from '../secret-provider';

/** P-06: a Secret that is read will be there, with the keys that are read. */
export const SECRET_REFERENCE: RepositoryRule = {
  id: 'P-06',
  kinds: ['Cluster', 'ObjectStore', 'DatabaseRole', 'Pooler'],
  phase: Phase.REPOSITORY,
  says: 'Every Secret that an object reads is made in its namespace, with the keys it reads.',
  fix: 'Seal the Secret under this name, in this namespace, with these keys.',
  source: 'cloudnative-pg docs/src/backup_barmanobjectstore.md; docs/src/declarative_role_management.md',
  check: (repository) =>
    repository
      .ofKind(CLUSTER, OBJECT_STORE, DATABASE_ROLE, POOLER)
      .flatMap((on) => secretsOf(on).flatMap((reference) => judged(repository, on, reference))),
};

function judged(repository: Repository, on: Resource, { name, keys, path }: SecretReference): RepositoryViolation[] {
  const providers = providersOf(repository, on.namespace, name);
  const severity = repository.owns(...SECRET_KINDS) ? Severity.ERROR : Severity.INFO;
  if (providers.length === 0) {
    const elsewhere = repository
      .ofKind(SEALED_SECRET)
      .filter((secret) => secret.name === name)
      .map(({ namespace }) => namespace);
    const where = on.namespace || 'its namespace';
    const why =
      elsewhere.length > 0
        ? `Secret ${name} is made in ${elsewhere.join(', ')}, not in ${where}.`
        : `Nothing here makes the Secret ${name} in ${where}.`;
    return [{ on, path, given: name, why, severity }];
  }
  const missing = keys.filter((key) => providers.every((provider) => provider.keys && !provider.keys.includes(key)));
  if (missing.length === 0) return [];
  const has = [...new Set(providers.flatMap((provider) => provider.keys ?? []))];
  return [
    {
      on,
      path,
      given: name,
      allowed: `keys ${keys.join(', ')}`,
      why: `Secret ${name} has no key ${missing.join(', ')}; it has ${has.join(', ') || 'none'}.`,
      severity: Severity.ERROR,
    },
  ];
}
