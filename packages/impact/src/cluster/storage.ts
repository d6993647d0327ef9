import { hasSince } from '@pgplatform/facts';
import { parseQuantity } from '@pgplatform/preflight';
import { type ChangeRule, CLUSTER } from '../change-rule';
import type { Comparison } from '../comparison';
import type { Difference } from '../difference';
import { mapsIn } from '../shape';

const VOLUMES = ['spec.storage', 'spec.walStorage', 'spec.tablespaces.*.storage'];
const below = (...fields: string[]) => VOLUMES.flatMap((volume) => fields.map((field) => `${volume}.${field}`));
const SIZES = below('size', 'pvcTemplate.resources.requests.storage');
const ATTACHING = 'cloudnative-pg internal/controller/cluster_upgrade.go checkHasMissingPVCs';
const EXISTING = 'cloudnative-pg pkg/reconciler/persistentvolumeclaim/existing.go';
const STORAGE = 'cloudnative-pg docs/src/storage.md';

export const STORAGE_RULES: readonly ChangeRule[] = [
  {
    id: 'volume-grows',
    kind: CLUSTER,
    paths: SIZES,
    says: 'The volumes grow while they are in use, if their StorageClass allows expansion.',
    source: STORAGE,
    judge: (difference, comparison) => {
      if (growth(difference) !== 'up') return undefined;
      const [, , key] = difference.path;
      const volume = key?.startsWith('[')
        ? mapsIn(comparison.after.cluster.spec.tablespaces).find(({ name }) => `[${name}]` === key)?.storage
        : comparison.after.cluster.spec[difference.path[1]];
      const why = refusal(volume, comparison);
      return { effect: 'volume resize', reversible: false, ...(why && { why }) };
    },
  },
  {
    id: 'volume-shrinks',
    kind: CLUSTER,
    paths: SIZES,
    says: 'Volumes cannot shrink: the operator refuses a smaller size.',
    source: 'cloudnative-pg internal/webhook/v1/cluster_webhook.go validateStorageChange',
    judge: (difference) => (growth(difference) === 'down' ? 'rejected' : undefined),
  },
  {
    id: 'storage-class',
    kind: CLUSTER,
    paths: below('storageClass', 'pvcTemplate.storageClassName'),
    says: 'Volumes that exist keep their class; only those of instances made from now on have the new one.',
    source: EXISTING,
    judge: () => 'none',
  },
  {
    id: 'volume-attributes-class',
    kind: CLUSTER,
    paths: below('pvcTemplate.volumeAttributesClassName'),
    says: 'The operator writes the attributes class to the volumes that exist, and their driver changes them in place.',
    source: EXISTING,
    judge: (_, { after }) =>
      hasSince(after.operatorVersion, ['1.30.0'])
        ? 'volume resize'
        : { effect: 'none', why: 'Before 1.30 the operator changes nothing but the size of volumes that exist.' },
  },
  {
    id: 'volume-template',
    kind: CLUSTER,
    paths: below('pvcTemplate', 'resizeInUseVolumes'),
    says: 'The template counts for volumes made from now on; those that exist stay as they are.',
    source: EXISTING,
    judge: ({ path }) =>
      path.includes('volumeAttributesClassName') || path.includes('storageClassName') || isSize(path) ? undefined : 'none',
  },
  {
    id: 'volume-added',
    kind: CLUSTER,
    paths: ['spec.walStorage', 'spec.tablespaces.*'],
    says: 'Every Pod is recreated to attach the new volume, which can never be removed again.',
    source: ATTACHING,
    judge: ({ path, from }) =>
      isVolume(path) && from === undefined ? { effect: 'rolling update', reversible: false } : undefined,
  },
  {
    id: 'tablespace-owner',
    kind: CLUSTER,
    paths: ['spec.tablespaces.*.owner'],
    says: 'The operator changes the owner with SQL.',
    source: 'cloudnative-pg docs/src/tablespaces.md',
    judge: () => 'none',
  },
  {
    id: 'tablespace-temporary',
    kind: CLUSTER,
    paths: ['spec.tablespaces.*.temporary'],
    says: 'The operator sets temp_tablespaces, and the configuration is reloaded.',
    source: 'cloudnative-pg docs/src/tablespaces.md',
    judge: () => 'reload',
  },
];

function growth({ from, to }: Difference): 'up' | 'down' | undefined {
  const [a, b] = [parseQuantity(from), parseQuantity(to)];
  return a === undefined || b === undefined || a === b ? undefined : b > a ? 'up' : 'down';
}

function isVolume(path: readonly string[]): boolean {
  return path[1] === 'walStorage' ? path.length === 2 : path.length === 3 && path[2] !== '[order]';
}

function isSize(path: readonly string[]): boolean {
  return path.includes('requests');
}

/** Why the volumes will not grow by themselves, where that is known. */
function refusal(volume: any, { after }: Comparison): string | undefined {
  if (volume?.resizeInUseVolumes === false) {
    return 'resizeInUseVolumes is off: a volume grows only when its Pod is deleted and made again.';
  }
  const name = volume?.storageClass ?? volume?.pvcTemplate?.storageClassName;
  const storageClass = after.repository.ofKind('StorageClass.storage.k8s.io').find((one) => one.name === name)?.object;
  return storageClass && storageClass.allowVolumeExpansion !== true
    ? `StorageClass ${name} does not allow expansion: the volumes stay as they are until it does, or until instances are made anew.`
    : undefined;
}
