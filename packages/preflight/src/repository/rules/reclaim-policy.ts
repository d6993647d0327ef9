import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field } from '../field';
import { CLUSTER, STORAGE_CLASS } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-38: a volume outlives its claim. */
export const RECLAIM_POLICY: RepositoryRule = {
  id: 'P-38',
  kinds: ['StorageClass'],
  phase: Phase.REPOSITORY,
  says: 'The StorageClass of a Cluster has reclaimPolicy Retain: with Delete the data goes with the claim.',
  fix: 'Set reclaimPolicy: Retain.',
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#reclaim-policy',
  severity: Severity.WARNING,
  check: (repository) => {
    const used = new Set(
      repository
        .ofKind(CLUSTER)
        .flatMap(({ object }) => ['storage', 'walStorage'].map((volume) => field(object, `spec.${volume}.storageClass`))),
    );
    return repository
      .ofKind(STORAGE_CLASS)
      .filter(({ object, name }) => used.has(name) && object.reclaimPolicy !== 'Retain')
      .map((on) => ({
        on,
        path: ['reclaimPolicy'],
        given: on.object.reclaimPolicy ?? 'Delete (the default)',
        allowed: 'Retain',
      }));
  },
};
