import { isGuarded } from '@pgplatform/preflight';
import type { ChangeRule } from '../change-rule';
import { isFluxGuarded } from '../flux/flux-guard';

const GUARDED = 'Its annotations keep the namespace from being deleted with what applied it; nothing manages it any more.';

/** Objects around a database: its namespace and the class of its volumes. */
export const SURROUNDING_RULES: readonly ChangeRule[] = [
  {
    id: 'namespace-disappears',
    kind: 'Namespace.',
    paths: [''],
    says: 'Deleting a namespace deletes everything in it, the database and its volumes included.',
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
    judge: ({ from, to }) => {
      if (to !== undefined) return undefined;
      return isGuarded(from) || isFluxGuarded(from)
        ? { effect: 'none', why: GUARDED }
        : { effect: 'destroys data', reversible: false, interruption: 'The database is gone.' };
    },
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
    id: 'network-policy',
    kind: 'NetworkPolicy.networking.k8s.io',
    paths: ['', 'spec', 'metadata'],
    says: 'Who may connect to the Pods changes: whether clients, replicas, the operator or the backups are cut off depends on what runs there.',
    source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    judge: ({ path, to }) => (path[0] === 'metadata' || (path.length === 0 && to === undefined) ? 'none' : 'unknown'),
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
