import type { Path } from '../../field-path';
import { parseQuantity } from '../../quantity';
import { type Fields, fields, isSet, items, text } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const rule = clusterRules('validateStorageConfigurationSize');

/** CL-STO: the volumes of a cluster. */
export const storageRules = [
  rule('CL-STO-1', 'The size of a volume is a Kubernetes quantity.', 'Write it as in 10Gi.', function* (view) {
    for (const { path, storage } of volumes(view)) {
      if (text(storage.size) !== '' && parseQuantity(storage.size) === undefined) {
        yield { path: [...path, 'size'], given: storage.size, allowed: 'a quantity such as 10Gi' };
      }
    }
  }),
  rule('CL-STO-2', 'A volume has a size.', 'Give size, or a storage request in pvcTemplate.', function* (view) {
    for (const { path, storage } of volumes(view)) {
      if (text(storage.size) === '' && !requestedSize(storage))
        yield { path: [...path, 'size'], allowed: 'a quantity such as 10Gi' };
    }
  }),
  clusterRules('validateEphemeralVolumeSource')(
    'CL-STO-3',
    'Temporary data goes to a volume source or gets a size limit, not both.',
    'Keep ephemeralVolumeSource or ephemeralVolumesSizeLimit.temporaryData.',
    function* ({ spec }) {
      if (isSet(spec.ephemeralVolumeSource) && isSet(fields(spec.ephemeralVolumesSizeLimit).temporaryData)) {
        yield { path: ['spec', 'ephemeralVolumeSource'], given: spec.ephemeralVolumeSource, allowed: 'one of the two' };
      }
    },
  ),
];

/** The size of a volume in billionths of a byte; undefined when it cannot be told (cloudnative-pg GetSizeOrNil). */
export function volumeSize(storage: Fields): bigint | undefined {
  if (text(storage.size) !== '') return parseQuantity(storage.size);
  return isSet(storage.pvcTemplate) ? requestedSize(storage) : undefined;
}

/** The storage request of the claim template, 0 when there is none. */
export function requestedSize(storage: Fields): bigint {
  return parseQuantity(fields(fields(fields(storage.pvcTemplate).resources).requests).storage) ?? 0n;
}

function volumes({ spec }: ClusterView): { path: Path; storage: Fields }[] {
  return [
    { path: ['spec', 'storage'], storage: fields(spec.storage) },
    ...(isSet(spec.walStorage) ? [{ path: ['spec', 'walStorage'], storage: fields(spec.walStorage) }] : []),
    ...items(spec.tablespaces).map((tablespace, index) => ({
      path: ['spec', 'tablespaces', index, 'storage'],
      storage: fields(fields(tablespace).storage),
    })),
  ];
}
