import { object } from '../generated';

const TCP = (port: number) => ({ port, protocol: 'TCP' });
const namespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

test('there is none unless asked for', () => {
  expect(object({}, 'NetworkPolicy')).toBeUndefined();
});

test('lets in the operator, the instances, labelled clients and Prometheus, each to its ports', () => {
  const instances = { matchLabels: { 'cnpg.io/cluster': 'postgres-shared' } };
  expect(object({ networkPolicy: {} }, 'NetworkPolicy').spec).toEqual({
    podSelector: instances,
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [
          {
            namespaceSelector: namespace('cnpg-system'),
            podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
          },
        ],
        ports: [TCP(8000), TCP(5432)],
      },
      { from: [{ podSelector: instances }], ports: [TCP(8000), TCP(5432)] },
      { from: [{ namespaceSelector: { matchLabels: { 'pgplatform.dev/postgres-client': 'true' } } }], ports: [TCP(5432)] },
      { from: [{ namespaceSelector: namespace('monitoring') }], ports: [TCP(9187)] },
    ],
  });
});

test('every peer can be another one', () => {
  const { ingress } = object(
    {
      networkPolicy: {
        operatorNamespace: 'operators',
        operatorPodLabels: { app: 'cnpg' },
        clientNamespaceLabels: { 'postgres.acme.io/client': 'true' },
        monitoringNamespace: 'observability',
      },
    },
    'NetworkPolicy',
  ).spec;
  expect(ingress.map((rule: any) => rule.from[0])).toEqual([
    { namespaceSelector: namespace('operators'), podSelector: { matchLabels: { app: 'cnpg' } } },
    { podSelector: { matchLabels: { 'cnpg.io/cluster': 'postgres-shared' } } },
    { namespaceSelector: { matchLabels: { 'postgres.acme.io/client': 'true' } } },
    { namespaceSelector: namespace('observability') },
  ]);
});
