import { ArgoCd, KubernetesPatch } from '@pgplatform/core';
import type { ResolvedBackup } from '../resolved-cluster';
import { barmanConfiguration } from './barman-configuration';

/**
 * An archive, for the plugin; one that is only read from has no retention.
 *
 * Source: plugin-barman-cloud, config/crd/bases/barmancloud.cnpg.io_objectstores.yaml
 */
export function objectStore(name: string, path: string, backup: ResolvedBackup, retentionPolicy?: string): any {
  return {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name, annotations: ArgoCd.guard() },
    spec: {
      ...(retentionPolicy && { retentionPolicy }),
      configuration: KubernetesPatch.merge(barmanConfiguration(backup, path), backup.storePatch ?? {}),
      instanceSidecarConfiguration: {
        retentionPolicyIntervalSeconds: 1800,
        logLevel: 'info',
        resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } },
        ...(backup.target.env.length && { env: backup.target.env }),
      },
    },
  };
}
