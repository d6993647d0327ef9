import { clustersHealthy, operatorUp } from './kubectl';
import { clusterNames, type ReleaseStep, type StepText } from './step-text';

/** A newer operator chart: the Clusters stay as they are written, and their Pods are recreated with the new instance manager. */
export function operatorStep({ before, after, release }: ReleaseStep): StepText {
  const { namespace, deployment } = after.operator;
  return {
    title: `CloudNativePG ${release.operatorVersion}`,
    what: [
      `CloudNativePG ${before.operator.version} to ${release.operatorVersion} (chart ${release.operatorChart}). No Cluster is written differently.`,
      'Every instance runs the instance manager of the operator: the operator recreates the Pods of every cluster, the primary last.',
    ],
    before: [
      `Every Cluster is healthy (${clusterNames(after.environments)}), and archives where it is backed up.`,
      `Kubernetes is one of ${release.kubernetes}.`,
    ],
    health: [
      `Deployment ${deployment} in ${namespace} is rolled out with ${release.operatorVersion}.`,
      `Every Cluster is healthy again (${clusterNames(after.environments)}): Ready and ContinuousArchiving are True.`,
    ],
    verify: [...operatorUp(after), ...clustersHealthy(after)],
    back: [
      'None: upstream supports no older operator over what a newer one has written. Go forward.',
      `When instances do not come back: kubectl logs deployment/${deployment} -n ${namespace}`,
    ],
  };
}
