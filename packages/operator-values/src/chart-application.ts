import { ArgoCd, type ArgoCdOptions, type ClusterDestination } from '@pgplatform/core';

/** One Helm chart for Argo CD to install. */
export interface ChartApplication {
  readonly name: string;
  readonly repoUrl: string;
  readonly chart: string;
  readonly version: string;
  readonly releaseName: string;
  readonly values: any;
  readonly namespace: string;
  readonly syncOptions: string[];
}

/**
 * The Application of a chart: it never prunes, deleting it leaves everything where it is (no finalizer, Delete=false), and it goes on
 * trying, because Applications do not wait for each other: there is no sync wave, which orders nothing where Argo CD does not assess the
 * health of Applications, and holds everything back where it does.
 */
export function chartApplication(chart: ChartApplication, argoCd: ArgoCdOptions, destination: ClusterDestination): any {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: chart.name,
      namespace: argoCd.namespace ?? 'argocd',
      annotations: { [ArgoCd.COMPARE_OPTIONS]: 'ServerSideDiff=true' },
    },
    spec: {
      project: argoCd.project ?? 'default',
      source: {
        repoURL: chart.repoUrl,
        chart: chart.chart,
        targetRevision: chart.version,
        helm: { releaseName: chart.releaseName, valuesObject: chart.values },
      },
      destination: ArgoCd.destination(destination, chart.namespace),
      syncPolicy: {
        automated: { prune: false, selfHeal: true },
        syncOptions: ['CreateNamespace=true', 'ServerSideApply=true', ...chart.syncOptions, 'Delete=false'],
        retry: ArgoCd.retry(),
      },
    },
  };
}
