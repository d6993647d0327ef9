import { isGuarded } from '@pgplatform/preflight';
import type { ChangeRule } from '../change-rule';

const GUARDED =
  'Only Prune=false keeps Argo CD from deleting the namespace, which would take the database and its volumes along.';

/** Objects around a database: its namespace and the class of its volumes. */
export const SURROUNDING_RULES: readonly ChangeRule[] = [
  {
    id: 'namespace-disappears',
    kind: 'Namespace.',
    paths: [''],
    says: 'Deleting a namespace deletes everything in it, the database and its volumes included.',
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
    judge: ({ from, to }) =>
      to === undefined
        ? {
            effect: 'destroys data',
            reversible: isGuarded(from),
            ...(isGuarded(from) && { why: GUARDED }),
            interruption: 'The database is gone.',
          }
        : undefined,
  },
  {
    id: 'namespace-changes',
    kind: 'Namespace.',
    paths: ['', 'metadata'],
    says: 'Labels and annotations of a namespace leave what runs in it alone.',
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
    judge: ({ path, from }) => (path.length > 0 || from === undefined ? 'none' : undefined),
  },
  {
    id: 'storage-class-object',
    kind: 'StorageClass.storage.k8s.io',
    paths: ['', 'metadata', 'allowVolumeExpansion'],
    says: 'Volumes that exist stay as they are; the class counts for new ones and for growth.',
    source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
    judge: () => 'none',
  },
  {
    id: 'storage-class-immutable',
    kind: 'StorageClass.storage.k8s.io',
    paths: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode', 'mountOptions', 'allowedTopologies'],
    says: 'The API server refuses to change this field of a StorageClass that exists.',
    source: 'kubernetes pkg/apis/storage/validation ValidateStorageClassUpdate',
    judge: ({ path }) => (path[0] === 'mountOptions' || path[0] === 'allowedTopologies' ? 'none' : 'rejected'),
  },
];
