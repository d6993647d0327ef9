import type { Path } from '../../field-path';
import type { Violation } from '../../finding';
import { type Fields, fields, isSet, text } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const sourceRule = clusterRules('validateBootstrapRecoverySource');
const dataSourceRule = clusterRules('validateBootstrapRecoveryDataSource');
const recoveryPath = ['spec', 'bootstrap', 'recovery'];

/** CL-SRC and CL-DS: what a cluster is copied or restored from. */
export const recoverySourceRules = [
  clusterRules('validateBootstrapPgBaseBackupSource')(
    'CL-SRC-1',
    'pg_basebackup copies one of the external clusters.',
    'Name an entry of externalClusters.',
    function* (view) {
      const { pg_basebackup } = view.bootstrap;
      if (!isSet(pg_basebackup)) return;
      yield* unknownSource(view, text(fields(pg_basebackup).source), ['spec', 'bootstrap', 'pg_basebackup', 'source']);
    },
  ),
  sourceRule(
    'CL-SRC-2',
    'A recovery reads from one of the external clusters.',
    'Name an entry of externalClusters.',
    function* (view) {
      const source = text(fields(view.bootstrap.recovery).source);
      if (source !== '') yield* unknownSource(view, source, [...recoveryPath, 'source']);
    },
  ),
  sourceRule(
    'CL-SRC-3',
    'The external cluster of a recovery says how its backups are reached.',
    'Give it a plugin or barmanObjectStore.',
    function* (view) {
      const source = text(fields(view.bootstrap.recovery).source);
      if (source === '') return;
      const external = view.externalCluster(source) ?? {};
      const ways = ['barmanObjectStore', 'plugin'];
      if (view.has('1.27.4', '1.28.2', '1.29.0')) ways.push('connectionParameters');
      if (ways.some((way) => isSet(external[way]))) return;
      yield { path: [...recoveryPath, 'source'], given: source, allowed: `an external cluster with ${ways.join(' or ')}` };
    },
  ),
  dataSourceRule(
    'CL-DS-1',
    'A recovery from volume snapshots takes no Backup object.',
    'Keep volumeSnapshots or backup.',
    ofSnapshots(function* (recovery) {
      if (isSet(recovery.backup)) yield { path: [...recoveryPath, 'backup'], given: recovery.backup, allowed: 'nothing' };
    }),
  ),
  dataSourceRule(
    'CL-DS-2',
    'A recovery from volume snapshots takes no backup id.',
    'Remove backupID.',
    ofSnapshots(function* (recovery) {
      const id = text(fields(recovery.recoveryTarget).backupID);
      if (!isSet(recovery.backup) && id !== '') {
        yield { path: [...recoveryPath, 'recoveryTarget', 'backupID'], given: id, allowed: 'nothing' };
      }
    }),
  ),
  dataSourceRule(
    'CL-DS-3',
    'A volume is restored from a VolumeSnapshot or a PersistentVolumeClaim.',
    'Use apiGroup snapshot.storage.k8s.io with kind VolumeSnapshot, or kind PersistentVolumeClaim without apiGroup.',
    ofSnapshots(function* (recovery) {
      if (isSet(recovery.backup) || text(fields(recovery.recoveryTarget).backupID) !== '') return;
      const snapshots = fields(recovery.volumeSnapshots);
      for (const volume of isSet(snapshots.walStorage) ? ['storage', 'walStorage'] : ['storage']) {
        if (isVolumeSource(fields(snapshots[volume]))) continue;
        yield {
          path: [...recoveryPath, 'volumeSnapshots', volume],
          given: snapshots[volume],
          allowed: 'VolumeSnapshot, PersistentVolumeClaim',
        };
      }
    }),
  ),
  dataSourceRule(
    'CL-DS-4',
    'A restored WAL volume needs a WAL volume in the cluster.',
    'Configure walStorage, or leave out the WAL snapshot.',
    ofSnapshots(function* (recovery, { spec }) {
      if (isSet(recovery.backup) || text(fields(recovery.recoveryTarget).backupID) !== '') return;
      const { walStorage } = fields(recovery.volumeSnapshots);
      if (isSet(walStorage) && !isSet(spec.walStorage)) {
        yield {
          path: [...recoveryPath, 'volumeSnapshots', 'walStorage'],
          given: walStorage,
          allowed: 'nothing without walStorage',
        };
      }
    }),
  ),
];

function* unknownSource(view: ClusterView, name: string, path: Path): Iterable<Violation> {
  if (!view.externalCluster(name)) yield { path, given: name, allowed: 'the name of an external cluster' };
}

function ofSnapshots(check: (recovery: Fields, view: ClusterView) => Iterable<Violation>) {
  return (view: ClusterView): Iterable<Violation> => {
    const recovery = fields(view.bootstrap.recovery);
    return isSet(recovery.volumeSnapshots) ? check(recovery, view) : [];
  };
}

function isVolumeSource({ apiGroup, kind }: Fields): boolean {
  const group = text(apiGroup);
  return (group === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshot') || (group === '' && kind === 'PersistentVolumeClaim');
}
