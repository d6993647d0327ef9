/** One row of the release table. */
export interface ReleaseData {
  readonly id: string;
  readonly operatorChart: string;
  readonly operatorVersion: string;
  readonly pluginChart?: string;
  readonly pluginVersion?: string;
  readonly kubernetes: string;
  readonly endOfLife: string;
  readonly databaseRole: boolean;
  readonly clusterPodMonitor: boolean;
  /** The default first. */
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

/**
 * Oldest first. Charts, operator versions and Kubernetes ranges: cloudnative-pg/charts, Chart.yaml per tag, and
 * cloudnative-pg docs/src/supported_releases.md. Ends of life: the same page.
 */
export const RELEASES: readonly ReleaseData[] = [
  {
    id: '2025.10',
    operatorChart: '0.26.0',
    operatorVersion: '1.27.0',
    kubernetes: '1.31-1.33',
    endOfLife: '2026-03-09',
    databaseRole: false,
    clusterPodMonitor: true,
    images: [SYSTEM_17_2],
  },
  {
    id: '2026.02',
    operatorChart: '0.27.1',
    operatorVersion: '1.28.1',
    kubernetes: '1.32-1.35',
    endOfLife: '2026-06-30',
    databaseRole: false,
    clusterPodMonitor: false,
    images: [SYSTEM_17_2],
  },
  {
    id: '2026.06',
    operatorChart: '0.28.3',
    operatorVersion: '1.29.1',
    kubernetes: '1.33-1.35',
    endOfLife: '2026-09-29',
    databaseRole: false,
    clusterPodMonitor: false,
    images: [SYSTEM_17_2],
  },
  {
    id: '2026.07',
    operatorChart: '0.29.0',
    operatorVersion: '1.30.0',
    pluginChart: '0.7.0',
    pluginVersion: '0.13.0',
    kubernetes: '1.34-1.36',
    endOfLife: '2026-12-31',
    databaseRole: true,
    clusterPodMonitor: false,
    images: CURRENT,
  },
];
