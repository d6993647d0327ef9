import type { ModelEnvironment, PlatformModel } from '@pgplatform/core';
import { backedUp } from './step-text';

const CLUSTERS = 'clusters.postgresql.cnpg.io';
const BACKUPS = 'backups.postgresql.cnpg.io';
const OBJECT_STORES = 'objectstores.barmancloud.cnpg.io';
const PLUGIN = 'barman-cloud.cloudnative-pg.io';

/** The operator's Deployment is as the chart has it. */
export function operatorUp({ operator: { namespace, deployment } }: PlatformModel): string[] {
  return [
    `kubectl rollout status deployment/${deployment} -n ${namespace} --timeout=10m`,
    `kubectl get deployment ${deployment} -n ${namespace} -o jsonpath='{.spec.template.spec.containers[0].image}{"\\n"}'`,
  ];
}

/** The plugin has its certificates and runs. */
export function pluginUp({ operator: { namespace } }: PlatformModel): string[] {
  return [
    ...['barman-cloud-server', 'barman-cloud-client'].map(
      (name) => `kubectl wait --for=condition=Ready certificates.cert-manager.io/${name} -n ${namespace} --timeout=5m`,
    ),
    `kubectl rollout status deployment/plugin-barman-cloud -n ${namespace} --timeout=10m`,
  ];
}

/** Every Cluster is ready, and archives where it is backed up. */
export function clustersHealthy(model: PlatformModel, environments = model.environments): string[] {
  return environments.flatMap((environment) =>
    ['Ready', ...(backedUp(model).includes(environment) ? ['ContinuousArchiving'] : [])].map(
      (condition) =>
        `kubectl wait --for=condition=${condition} ${CLUSTERS}/${environment.cluster} -n ${environment.namespace} --timeout=15m`,
    ),
  );
}

/** Takes a base backup now, by the plugin. */
export function takeBackup({ cluster, namespace }: ModelEnvironment): string {
  const backup = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Backup',
    metadata: { generateName: `${cluster}-verify-`, namespace },
    spec: { cluster: { name: cluster }, method: 'plugin', pluginConfiguration: { name: PLUGIN } },
  };
  return `echo '${JSON.stringify(backup)}' | kubectl create -f -`;
}

/** A declared base backup is there. */
export function backupCompleted({ cluster, namespace }: ModelEnvironment, label: string): string {
  return `kubectl wait --for=jsonpath='{.status.phase}'=completed ${BACKUPS}/${cluster}-${label} -n ${namespace} --timeout=4h`;
}

/** The base backups of a namespace, the newest last. */
export function backupList({ namespace }: ModelEnvironment): string {
  return `kubectl get ${BACKUPS} -n ${namespace} --sort-by=.metadata.creationTimestamp`;
}

/** From when to when can be restored, by what the plugin has found in the object store. */
export function recoveryWindow({ cluster, namespace }: ModelEnvironment): string {
  return `kubectl get ${OBJECT_STORES} ${cluster}-store -n ${namespace} -o jsonpath='{.status.serverRecoveryWindow}{"\\n"}'`;
}

/** The store of an environment is there. */
export function objectStoreThere({ cluster, namespace }: ModelEnvironment): string {
  return `kubectl get ${OBJECT_STORES} ${cluster}-store -n ${namespace}`;
}

/** The version that a primary runs. */
export function serverVersion({ cluster, namespace }: ModelEnvironment): string {
  return `kubectl exec -n ${namespace} svc/${cluster}-rw -c postgres -- psql -U postgres -Atc 'SELECT version()'`;
}
