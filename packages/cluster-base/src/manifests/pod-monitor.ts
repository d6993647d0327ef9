/**
 * The instances' metrics for Prometheus. Not named like the Cluster: operators up to 1.27.2 and 1.28.0 delete a PodMonitor that is
 * (https://github.com/cloudnative-pg/cloudnative-pg/issues/9340).
 */
export function podMonitor(cluster: string): any {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: `${cluster}-metrics` },
    spec: {
      selector: { matchLabels: { 'cnpg.io/cluster': cluster, 'cnpg.io/podRole': 'instance' } },
      podMetricsEndpoints: [{ port: 'metrics' }],
    },
  };
}
