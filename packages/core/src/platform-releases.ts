/** One row of the release table: a release, or a way point on the way to one. */
export interface ReleaseData {
  /** `YYYY.MM` for a release, `YYYY.MM-what` for a way point. */
  readonly id: string;
  /** What arriving here changes. */
  readonly step: string;
  readonly operatorChart: string;
  readonly operatorVersion: string;
  readonly kubernetes: string;
  readonly endOfLife: string;
  /** Both, or none. */
  readonly pluginChart?: string;
  readonly pluginVersion?: string;
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
}

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

const FIRST: ReleaseData = {
  id: '2025.10',
  step: 'operator',
  operatorChart: '0.26.0',
  operatorVersion: '1.27.0',
  kubernetes: '1.31-1.33',
  endOfLife: '2026-03-09',
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
const CHANGES: readonly (Partial<ReleaseData> & Pick<ReleaseData, 'id' | 'step'>)[] = [
  {
    id: '2026.02-operator',
    step: 'operator',
    operatorChart: '0.27.1',
    operatorVersion: '1.28.1',
    kubernetes: '1.32-1.35',
    endOfLife: '2026-06-30',
  },
  { id: '2026.02', step: 'monitoring', clusterPodMonitor: false, failoverQuorum: true },
  {
    id: '2026.06',
    step: 'operator',
    operatorChart: '0.28.3',
    operatorVersion: '1.29.1',
    kubernetes: '1.33-1.35',
    endOfLife: '2026-09-29',
  },
  {
    id: '2026.07-operator',
    step: 'operator',
    operatorChart: '0.29.0',
    operatorVersion: '1.30.0',
    kubernetes: '1.34-1.36',
    endOfLife: '2026-12-31',
  },
  { id: '2026.07-roles', step: 'roles', databaseRole: true },
  { id: '2026.07-image', step: 'image', images: CURRENT },
  { id: '2026.07-plugin', step: 'plugin', pluginChart: '0.7.0', pluginVersion: '0.13.0' },
  { id: '2026.07-object-store', step: 'object-store', objectStore: true },
  { id: '2026.07-backups', step: 'backups', backupMethod: 'plugin' },
  { id: '2026.07-base-backup', step: 'base-backup', baseBackup: true },
  { id: '2026.07', step: 'flavour', baseBackup: false, flavour: 'standard' },
];

/**
 * Oldest first. Charts, operator versions and Kubernetes ranges: cloudnative-pg/charts, Chart.yaml per tag, and
 * cloudnative-pg docs/src/supported_releases.md. Ends of life: the same page.
 */
export const RELEASES: ReleaseData[] = [FIRST];
for (const change of CHANGES) {
  RELEASES.push({ ...RELEASES[RELEASES.length - 1], ...change });
}
