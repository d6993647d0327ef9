import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field } from '../field';
import {
  CLUSTER,
  DATABASE,
  DATABASE_ROLE,
  NAMESPACE,
  OBJECT_STORE,
  SCHEDULED_BACKUP,
  SEALED_SECRET,
  STORAGE_CLASS,
} from '../kind';
import type { Repository } from '../repository';
import type { RepositoryRule } from '../repository-rule';
import type { Resource } from '../resource';
import { guardEdit, isGuarded, syncOptionsOf } from '../sync-option';

const guard = (id: string, kinds: string[], names: string[], why: string, severity: Severity): RepositoryRule => ({
  id,
  kinds: names,
  phase: Phase.REPOSITORY,
  says: why,
  fix: 'Annotate it with argocd.argoproj.io/sync-options: Prune=false,Delete=false.',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/',
  severity,
  foreign: Severity.WARNING,
  check: (repository) =>
    repository.usesArgo
      ? repository
          .ofKind(...kinds)
          .filter((resource) => serves(repository, resource) && !isGuarded(resource.object))
          .map((on) => ({
            on,
            path: ['metadata', 'annotations', 'argocd.argoproj.io/sync-options'],
            given: [...syncOptionsOf(on.object)].map(([name, value]) => `${name}=${value}`).join(',') || undefined,
            allowed: 'Prune=false,Delete=false',
            edits: [guardEdit(on.object)],
          }))
      : [],
});

/** P-10: Argo CD never removes a database. */
export const DATA_GUARD = guard(
  'P-10',
  [CLUSTER, OBJECT_STORE],
  ['Cluster', 'ObjectStore'],
  'Argo CD must not prune or delete it: the volumes belong to the Cluster and go with it.',
  Severity.ERROR,
);

/** P-23: nor what a database needs to stay recoverable. */
export const COMPANION_GUARD = guard(
  'P-23',
  [SCHEDULED_BACKUP, SEALED_SECRET, DATABASE, DATABASE_ROLE, STORAGE_CLASS, NAMESPACE],
  ['ScheduledBackup', 'SealedSecret', 'Database', 'DatabaseRole', 'StorageClass', 'Namespace'],
  'Argo CD should not prune or delete it: a Secret follows its SealedSecret, and then archiving stops silently.',
  Severity.WARNING,
);

/** Whether an object has to do with a Cluster here: other people's Namespaces and secrets are theirs. */
function serves(repository: Repository, { kind, name, namespace, object }: Resource): boolean {
  if (kind === NAMESPACE) return repository.inNamespace(CLUSTER, name).length > 0;
  if (kind === SEALED_SECRET) return repository.inNamespace(CLUSTER, namespace).length > 0;
  if (kind !== STORAGE_CLASS) return true;
  return repository
    .ofKind(CLUSTER)
    .some((cluster) =>
      ['storage', 'walStorage'].some((volume) => field(cluster.object, `spec.${volume}.storageClass`) === object.metadata?.name),
    );
}
