import { OPERATOR_CHARTS, PLUGIN_CHARTS } from './charts';
import { operatorSupport } from './operator-support';

/** One row of the release table: a release, or a way point on the way to one. What it names is looked up in the other tables. */
type ReleaseRow = {
  /** `YYYY.MM` for a release, `YYYY.MM-what` for a way point. */
  readonly id: string;
  /** What arriving here changes. */
  readonly step: string;
  readonly operatorChart: string;
  readonly pluginChart?: string;
  /** How Cluster and ScheduledBackup take backups. */
  readonly backupMethod: 'in-tree' | 'plugin';
  /** Whether there is an ObjectStore, be it used or not. */
  readonly objectStore: boolean;
  readonly databaseRole: boolean;
  readonly clusterPodMonitor: boolean;
  /** Whether Clusters say if a failover checks the quorum; the operator can from 1.28 on. */
  readonly failoverQuorum: boolean;
  /** Whether every environment takes a base backup once. */
  readonly baseBackup: boolean;
  /** The flavour of an image when none is asked for. */
  readonly flavour: 'system' | 'standard';
  /** Of several that fit, the first is taken. */
  readonly images: string[];
};

/** A row with what the other tables say of its charts. */
export type ReleaseData = ReleaseRow & {
  readonly operatorVersion: string;
  /** Minor versions that upstream supports, for example `1.34-1.36`. */
  readonly kubernetes: string;
  readonly endOfLife: string;
  /** @default - the plugin is not installed */
  readonly pluginVersion?: string;
};

const POSTGRESQL = 'ghcr.io/cloudnative-pg/postgresql';

// In-tree Barman needs the `system` flavour. The digest is the one of the catalog of February 2025
// (cloudnative-pg/postgres-containers, Debian/ClusterImageCatalog-bookworm.yaml).
const SYSTEM_17_2 = `${POSTGRESQL}:17.2-35-bookworm@sha256:8ca536299fc1c57b79d5ac3c90607ddbeb5cbf64857d32c2197214c46a728ee4`;

/** Both supported majors, on both Debian releases (an upgraded environment keeps its codename), every flavour. */
const CURRENT = ['trixie', 'bookworm'].flatMap((debian) =>
  ['standard', 'system', 'minimal'].flatMap((flavour) =>
    ['17.11', '18.6'].map((version) => `${POSTGRESQL}:${version}-${flavour}-${debian}`),
  ),
);

const FIRST: ReleaseRow = {
  id: '2025.10',
  step: 'operator',
  operatorChart: '0.26.0',
  backupMethod: 'in-tree',
  objectStore: false,
  databaseRole: false,
  clusterPodMonitor: true,
  failoverQuorum: false,
  baseBackup: false,
  flavour: 'system',
  images: [SYSTEM_17_2],
};

/**
 * What each row changes of the one before it: one thing at a time, so that Argo CD, which applies the newest commit only, never
 * gets two steps as one unless somebody merges them together.
 */
const CHANGES: readonly (Partial<ReleaseRow> & Pick<ReleaseRow, 'id' | 'step'>)[] = [
  { id: '2026.02-operator', step: 'operator', operatorChart: '0.27.1' },
  { id: '2026.02', step: 'monitoring', clusterPodMonitor: false, failoverQuorum: true },
  { id: '2026.06', step: 'operator', operatorChart: '0.28.3' },
  { id: '2026.07-operator', step: 'operator', operatorChart: '0.29.0' },
  { id: '2026.07-roles', step: 'roles', databaseRole: true },
  { id: '2026.07-image', step: 'image', images: CURRENT },
  { id: '2026.07-plugin', step: 'plugin', pluginChart: '0.7.0' },
  { id: '2026.07-object-store', step: 'object-store', objectStore: true },
  { id: '2026.07-backups', step: 'backups', backupMethod: 'plugin' },
  { id: '2026.07-base-backup', step: 'base-backup', baseBackup: true },
  { id: '2026.07', step: 'flavour', baseBackup: false, flavour: 'standard' },
];

/** Oldest first. */
export const RELEASES: readonly ReleaseData[] = rows().map(describeRow);

function rows(): ReleaseRow[] {
  const all = [FIRST];
  for (const change of CHANGES) all.push({ ...all[all.length - 1], ...change });
  return all;
}

/** No row is without the facts of what it names: nobody would have tried such a release. */
function describeRow(row: ReleaseRow): ReleaseData {
  const { operatorChart, pluginChart } = row;
  const operatorVersion = known(versionIn(OPERATOR_CHARTS, operatorChart), `operator chart ${operatorChart}`);
  const { kubernetes, endOfLife } = known(operatorSupport(operatorVersion), `operator ${operatorVersion}`);
  return {
    ...row,
    operatorVersion,
    kubernetes: kubernetes.map((minor) => `1.${minor}`).join('-'),
    endOfLife,
    ...(pluginChart && { pluginVersion: known(versionIn(PLUGIN_CHARTS, pluginChart), `plugin chart ${pluginChart}`) }),
  };
}

function versionIn(charts: readonly (readonly [string, string])[], wanted: string): string | undefined {
  return charts.find(([chart]) => chart === wanted)?.[1];
}

function known<T>(fact: T | undefined, what: string): T {
  if (fact === undefined) throw new Error(`A platform release names ${what}, which no table of packages/facts/data has.`);
  return fact;
}
