import { clustersHealthy } from './kubectl';
import { clusterNames, REVERT, type ReleaseStep, type StepText } from './step-text';

/** PodMonitor objects of our own instead of `enablePodMonitor`. */
export function monitoringStep({ after }: ReleaseStep): StepText {
  return {
    title: 'PodMonitor objects',
    what: [
      'enablePodMonitor of the Clusters, which is deprecated, becomes PodMonitor objects of this repository. The metrics are the same.',
    ],
    before: ['The CustomResourceDefinitions of the Prometheus Operator are in the cluster.'],
    health: [`Every Cluster is healthy (${clusterNames(after.environments)}), and its metrics are still scraped.`],
    verify: [
      ...after.environments.map(({ namespace }) => `kubectl get podmonitors.monitoring.coreos.com -n ${namespace}`),
      ...clustersHealthy(after),
    ],
    back: [REVERT],
  };
}
