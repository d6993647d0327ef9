import { BARMAN_PLUGIN, sameArchive } from '@pgplatform/preflight';
import { type ChangeRule, CLUSTER, type Judgement } from '../change-rule';
import type { Comparison, Side } from '../comparison';
import type { Difference } from '../difference';
import { pluginsOf } from '../shape';

export const OBJECT_STORE = 'ObjectStore.barmancloud.cnpg.io';
const PLACE = ['destinationPath', 'endpointURL', 'serverName'];
const IN_TREE = 'spec.backup.barmanObjectStore';
const ARCHIVE = 'cloudnative-pg docs/src/wal_archiving.md; plugin-barman-cloud web/docs/usage.md';

export const BACKUP_RULES: readonly ChangeRule[] = [
  {
    id: 'archive-moves',
    kind: CLUSTER,
    paths: [IN_TREE, 'spec.plugins'],
    says: 'WAL files and backups go to another place from now on: the old ones stay where they are, and point-in-time recovery starts anew with the next base backup. Where another cluster has written before, nothing is archived, and only the condition ContinuousArchiving shows it.',
    source: ARCHIVE,
    judge: (difference, comparison) => (isAboutPlace(difference) ? moved(comparison) : undefined),
  },
  {
    id: 'archive-moves-store',
    kind: OBJECT_STORE,
    paths: PLACE.map((field) => `spec.configuration.${field}`),
    says: 'WAL files and backups go to another place from now on: the old ones stay where they are, and point-in-time recovery starts anew with the next base backup. Where another cluster has written before, nothing is archived, and only the condition ContinuousArchiving shows it.',
    source: ARCHIVE,
    judge: (_, comparison) =>
      moved(comparison) ??
      (archiveMove(comparison) === 'same' ? { effect: 'none', why: 'It is the same place in another notation.' } : undefined),
  },
  {
    id: 'archive-same-place',
    kind: CLUSTER,
    paths: [IN_TREE],
    says: 'The archive stays the same place: what is there is still read, and new files are added to it.',
    source: ARCHIVE,
    judge: (difference, comparison) => (isAboutPlace(difference) && archiveMove(comparison) === 'same' ? 'none' : undefined),
  },
  {
    id: 'in-tree-settings',
    kind: CLUSTER,
    paths: [IN_TREE],
    says: 'The next WAL file and the next base backup are written that way.',
    source: 'cloudnative-pg docs/src/backup_barmanobjectstore.md',
    judge: (difference) => (isAboutPlace(difference) ? undefined : 'none'),
  },
  {
    id: 'backup-settings',
    kind: CLUSTER,
    paths: ['spec.backup.target', 'spec.backup.volumeSnapshot'],
    says: 'The next backup is taken that way.',
    source: 'cloudnative-pg docs/src/backup.md',
    judge: () => 'none',
  },
  {
    id: 'object-store-settings',
    kind: OBJECT_STORE,
    paths: ['spec.configuration'],
    says: 'The sidecar reads the ObjectStore for the next WAL file and the next base backup; no Pod notices.',
    source: 'plugin-barman-cloud web/docs/usage.md',
    judge: ({ path }) => (PLACE.includes(path[2]) || path[2] === 'endpointCA' ? undefined : 'none'),
  },
  {
    id: 'object-store-metadata',
    kind: OBJECT_STORE,
    paths: ['metadata.labels', 'metadata.annotations'],
    says: 'The plugin reads neither labels nor annotations of an ObjectStore.',
    source: 'plugin-barman-cloud internal/cnpgi',
    judge: () => 'none',
  },
  {
    id: 'object-store-appears',
    kind: OBJECT_STORE,
    paths: [''],
    says: 'The ObjectStore says where to archive; the Cluster that names it decides when.',
    source: 'plugin-barman-cloud web/docs/usage.md',
    judge: ({ from }, comparison) => (from === undefined && archiveMove(comparison) !== 'unknown' ? 'none' : undefined),
  },
  {
    id: 'object-store-disappears',
    kind: OBJECT_STORE,
    paths: [''],
    says: 'No Cluster names it any more; what is in the bucket stays.',
    source: 'plugin-barman-cloud web/docs/usage.md',
    judge: ({ to, from }, { after }) => (to === undefined && !names(after, (from as any)?.metadata?.name) ? 'none' : undefined),
  },
];

/** Whether the archive is another one after a change; `unknown` when an ObjectStore that would tell is not here. */
export function archiveMove({ before, after }: Comparison): 'same' | 'moves' | 'starts' | 'stops' | 'unknown' {
  if (!archives(before)) return archives(after) ? 'starts' : 'same';
  if (!archives(after)) return 'stops';
  const [from, to] = [before.archive, after.archive];
  return from && to ? (sameArchive(from, to) ? 'same' : 'moves') : 'unknown';
}

const MOVES: { readonly [move: string]: string | undefined } = {
  starts: 'WAL files are archived from now on: nothing can be restored before the first base backup.',
  stops: 'WAL files are not archived any more: the point-in-time chain ends here, and starting again makes a new one.',
};

function moved(comparison: Comparison): Judgement | undefined {
  const move = archiveMove(comparison);
  if (move === 'same' || move === 'unknown') return undefined;
  const why = MOVES[move];
  return { effect: 'new backup archive', reversible: false, ...(why && { why }) };
}

/** Whether a difference in a Cluster says where it archives, rather than how. */
function isAboutPlace({ path }: Difference): boolean {
  if (path[1] === 'backup') return path.length === 3 || PLACE.includes(path[3]);
  const isPlugin = path[2] === `[${BARMAN_PLUGIN}]`;
  return isPlugin && (path.length === 3 || path[3] === 'enabled' || path[3] === 'isWALArchiver' || path[3] === 'parameters');
}

/** Whether Barman archives, wherever: an ObjectStore that says where may not be here. */
function archives({ cluster, archive }: Side): boolean {
  return (
    archive !== undefined ||
    pluginsOf(cluster.spec).own.some(
      (plugin) => plugin.name === BARMAN_PLUGIN && plugin.enabled !== false && plugin.isWALArchiver === true,
    )
  );
}

/** Whether a Cluster names an ObjectStore. */
function names({ cluster: { spec } }: Side, store: unknown): boolean {
  const { own, external } = pluginsOf(spec);
  return [...own, ...external].some(({ parameters }) => parameters?.barmanObjectName === store);
}
