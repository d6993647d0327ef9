import type { Path } from '../../field-path';
import type { Violation } from '../../finding';
import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { type Fields, fields, isSet, items, number, text } from '../../shape';
import { ruleMaker } from '../admission-rule';
import type { ClusterView } from './cluster-view';
import { isEnabled } from './replication-slots';
import { volumeSize } from './storage';

/** A Cluster and what it was before, both with defaults. */
export interface ClusterChange {
  readonly now: ClusterView;
  readonly before: ClusterView;
}

type Check = (change: ClusterChange) => Iterable<Violation>;

const changeRule = (symbol: string, id: string, says: string, fix: string, check: Check, since?: string[]) =>
  ruleMaker<ClusterChange>('Cluster', `cloudnative-pg internal/webhook/v1/cluster_webhook.go ${symbol}`)(id, says, fix, check, {
    phase: Phase.UPDATE,
    ...(since && { since }),
  });
const SLOTS = ['spec', 'replicationSlots'];
/** What git cannot tell from a downgrade. */
const WAY_BACK = {
  severity: Severity.WARNING,
  why:
    'The operator refuses an older major version once the upgrade is done. While the upgrade has failed, or still runs, this is the way back: ' +
    'it deletes the Job and starts the database again with the old image. Only the live Cluster tells (status.pgDataImageInfo.majorVersion).',
  fix: 'Do it to take back an upgrade that failed; after one that is done, restore a backup of the older version into a new cluster.',
};
const NO_SHRINKING = 'Keep the size, or move the data to a new cluster.';
const PUT_IT_BACK = 'Put it back; to do without it, move the data to a new cluster.';

/** U: what may not change in a cluster that exists. */
export const clusterChangeRules = [
  changeRule(
    'validateImageChange',
    'U-IMG-1',
    'The PostgreSQL major version does not go back.',
    'Restore a backup of the older version into a new cluster.',
    function* ({ now, before }) {
      const from = formerMajor(before);
      if (now.major === undefined || from === undefined || now.major >= from) return;
      yield { ...image(now), allowed: `${from} or newer`, ...(dataMajor(before) === undefined && WAY_BACK) };
    },
  ),
  changeRule(
    'validateImageChange',
    'U-IMG-2',
    'A major upgrade goes to PostgreSQL 16 or newer.',
    'Upgrade to 16 or newer.',
    function* ({ now, before }) {
      const from = formerMajor(before);
      if (now.major !== undefined && from !== undefined && from < now.major && now.major < 16) {
        yield { ...image(now), allowed: `${from}, or 16 or newer` };
      }
    },
  ),
  changeRule(
    'validateConfigurationChange',
    'U-CFG-1',
    'Image and parameters do not change together: always in 1.27, later only where primaryUpdateMethod is switchover.',
    'Change the image first, the parameters in a second commit.',
    function* ({ now, before }) {
      if (text(now.spec.imageName) === text(before.spec.imageName)) return;
      if (now.has('1.28.0') && now.spec.primaryUpdateMethod !== 'switchover') return;
      const changed = [...new Set([...Object.keys(now.parameters), ...Object.keys(before.parameters)])].filter(
        (name) => now.parameters[name] !== before.parameters[name],
      );
      if (changed.length > 0)
        yield { ...image(now), allowed: `${text(before.spec.imageName)} while ${changed.join(', ')} changes` };
    },
  ),
  changeRule(
    'validateStorageConfigurationChange',
    'U-STO-1',
    'A volume does not shrink.',
    NO_SHRINKING,
    function* ({ now, before }) {
      yield* shrunk(['spec', 'storage'], fields(before.spec.storage), fields(now.spec.storage));
      yield* shrunk(['spec', 'walStorage'], fields(before.spec.walStorage), fields(now.spec.walStorage));
      for (const tablespace of items(before.spec.tablespaces).map(fields)) {
        const index = tablespaceNames(now).indexOf(text(tablespace.name));
        const path = ['spec', 'tablespaces', index, 'storage'];
        if (index >= 0) yield* shrunk(path, fields(tablespace.storage), fields(fields(now.spec.tablespaces[index]).storage));
      }
    },
  ),
  changeRule('validateWalStorageChange', 'U-WAL-1', 'A WAL volume stays.', PUT_IT_BACK, function* ({ now, before }) {
    if (isSet(before.spec.walStorage) && !isSet(now.spec.walStorage)) {
      yield { path: ['spec', 'walStorage'], allowed: 'the volume it had', edits: restore(before, 'walStorage') };
    }
  }),
  changeRule('validateTablespacesChange', 'U-TBS-1', 'A tablespace stays.', PUT_IT_BACK, function* ({ now, before }) {
    const gone = tablespaceNames(before).filter((name) => !tablespaceNames(now).includes(name));
    const dropped = Array.isArray(before.spec.tablespaces) && !isSet(now.spec.tablespaces);
    if (gone.length > 0 || dropped)
      yield { path: ['spec', 'tablespaces'], given: tablespaceNames(now), allowed: `also ${gone.join(', ')}` };
  }),
  changeRule(
    'validateUnixPermissionIdentifierChange',
    'U-UID-1',
    'The files of a cluster keep their owner.',
    'Keep the ids the cluster was created with.',
    function* ({ now, before }) {
      for (const field of ['postgresUID', 'postgresGID']) {
        const [from, to] = [number(before.spec[field], 0), number(now.spec[field], 0)];
        if (from !== to) yield { path: ['spec', field], given: to, allowed: `${from}` };
      }
    },
  ),
  changeRule(
    'validateReplicationSlotsChange',
    'U-SLOT-1',
    'While the high-availability slots are on, their section stays and their prefix does not change.',
    'Disable highAvailability first, change the prefix in a second step.',
    function* ({ now, before }) {
      if (!isSet(before.spec.replicationSlots) || !isEnabled(fields(before.spec.replicationSlots).highAvailability)) return;
      const [from, to] = [before, now].map((view) => fields(view.spec.replicationSlots).highAvailability);
      if (!isSet(to)) yield { path: [...SLOTS, 'highAvailability'], allowed: 'enabled: false first' };
      else if (text(fields(from).slotPrefix) !== text(fields(to).slotPrefix)) {
        yield {
          path: [...SLOTS, 'highAvailability', 'slotPrefix'],
          given: fields(to).slotPrefix,
          allowed: text(fields(from).slotPrefix),
        };
      }
    },
  ),
  changeRule(
    'validateReplicationSlotsChange',
    'U-SLOT-2',
    'While slots are synchronised to replicas, that section stays.',
    'Disable synchronizeReplicas first, remove it in a second step.',
    function* ({ now, before }) {
      if (!isSet(before.spec.replicationSlots) || !isEnabled(fields(before.spec.replicationSlots).synchronizeReplicas)) return;
      if (!isSet(fields(now.spec.replicationSlots).synchronizeReplicas)) {
        yield { path: [...SLOTS, 'synchronizeReplicas'], allowed: 'enabled: false first' };
      }
    },
    ['1.27.3', '1.28.1', '1.29.0'],
  ),
  changeRule(
    'validateWALLevelChange',
    'U-WLV-1',
    'A cluster that exists does not go down to the minimal WAL.',
    'Keep the wal_level it has.',
    function* ({ now, before }) {
      const [from, to] = [before, now].map((view) => view.parameters.wal_level ?? '');
      if (to === 'minimal' && from !== '' && from !== to) {
        yield { path: ['spec', 'postgresql', 'parameters', 'wal_level'], given: to, allowed: from };
      }
    },
  ),
  changeRule(
    'validateReplicaClusterChange',
    'U-REP-1',
    'The role of a replica cluster does not change while it is changing.',
    'Wait until the switchover is over.',
    function* ({ now, before }) {
      const { switchReplicaClusterStatus } = fields(now.object.status ?? before.object.status);
      if (now.isReplica !== before.isReplica && fields(switchReplicaClusterStatus).inProgress === true) {
        yield { path: ['spec', 'replica'], given: now.spec.replica, allowed: 'the role it had' };
      }
    },
  ),
];

/** What the data directory is by the status of the object. */
function dataMajor({ object }: ClusterView): number | undefined {
  const { majorVersion } = fields(fields(object.status).pgDataImageInfo);
  return typeof majorVersion === 'number' ? majorVersion : undefined;
}

/** The major version of the data directory; in git, which has no status, that of the image it names. */
function formerMajor(before: ClusterView): number | undefined {
  const major = dataMajor(before);
  if (major !== undefined) return major;
  const { imageName, imageCatalogRef } = fields(before.given.spec);
  return isSet(imageName) || isSet(imageCatalogRef) ? before.major : undefined;
}

function image({ spec }: ClusterView): { path: Path; given: unknown } {
  return isSet(spec.imageCatalogRef)
    ? { path: ['spec', 'imageCatalogRef', 'major'], given: fields(spec.imageCatalogRef).major }
    : { path: ['spec', 'imageName'], given: spec.imageName };
}

function* shrunk(path: Path, before: Fields, now: Fields): Iterable<Violation> {
  const [from, to] = [volumeSize(before), volumeSize(now)];
  if (from === undefined || to === undefined || to >= from) return;
  yield { path: [...path, 'size'], given: now.size, allowed: `${before.size ?? 'the size it has'} or more` };
}

function tablespaceNames({ spec }: ClusterView): string[] {
  return items(spec.tablespaces).map((tablespace) => text(fields(tablespace).name));
}

function restore({ given }: ClusterView, field: string) {
  return [{ path: ['spec', field], value: fields(given.spec)[field] }];
}
