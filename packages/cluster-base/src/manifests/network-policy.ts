import type { NetworkPolicyOptions } from '../network-policy-options';

/** Port of the instance manager: the operator and the other instances talk to it. */
const STATUS = { port: 8000, protocol: 'TCP' };
const POSTGRES = { port: 5432, protocol: 'TCP' };
const METRICS = { port: 9187, protocol: 'TCP' };

/** Ingress of the instances: the operator, each other, labelled clients, Prometheus. */
export function networkPolicy(cluster: string, options: NetworkPolicyOptions): any {
  const instances = { matchLabels: { 'cnpg.io/cluster': cluster } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: cluster },
    spec: {
      podSelector: instances,
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: inNamespace(options.operatorNamespace ?? 'cnpg-system'),
              podSelector: { matchLabels: options.operatorPodLabels ?? { 'app.kubernetes.io/name': 'cloudnative-pg' } },
            },
          ],
          ports: [STATUS, POSTGRES],
        },
        { from: [{ podSelector: instances }], ports: [STATUS, POSTGRES] },
        {
          from: [
            { namespaceSelector: { matchLabels: options.clientNamespaceLabels ?? { 'pgplatform.dev/postgres-client': 'true' } } },
          ],
          ports: [POSTGRES],
        },
        { from: [{ namespaceSelector: inNamespace(options.monitoringNamespace ?? 'monitoring') }], ports: [METRICS] },
      ],
    },
  };
}

function inNamespace(name: string): any {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}
