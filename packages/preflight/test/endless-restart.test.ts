import { endlessRestarts } from '../src';

const paths = (spec: unknown, annotations = {}) =>
  endlessRestarts({ metadata: { annotations }, spec }).map(({ path, value }) => [path.join('.').replace('spec.', ''), value]);
const projected = (...sources: unknown[]) => ({ projectedVolumeTemplate: { sources } });

test('what the API server fills in is found, wherever it stands', () => {
  const labels = { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } };
  expect(
    paths(
      projected(
        { secret: { name: 'a' } },
        { downwardAPI: { items: [labels, { ...labels, fieldRef: { ...labels.fieldRef, apiVersion: 'v1' } }] } },
        { serviceAccountToken: { path: 'token' } },
        { podCertificate: { signerName: 'a/b', keyType: 'ED25519' } },
      ),
    ),
  ).toEqual([
    ['projectedVolumeTemplate.sources.1.downwardAPI.items.0.fieldRef.apiVersion', 'v1'],
    ['projectedVolumeTemplate.sources.2.serviceAccountToken.expirationSeconds', 3600],
    ['projectedVolumeTemplate.sources.3.podCertificate.maxExpirationSeconds', 86400],
  ]);
});

test('empty lists and maps that are dropped are found, unless nothing compares them', () => {
  const spec = {
    affinity: { tolerations: [], nodeSelector: {}, additionalPodAffinity: {} },
    topologySpreadConstraints: [{ labelSelector: { matchLabels: {} } }],
  };
  const found = ['affinity.nodeSelector', 'affinity.tolerations', 'topologySpreadConstraints.0.labelSelector.matchLabels'];
  expect(paths(spec)).toEqual(found.map((path) => [path, undefined]));
  expect(paths(spec, { 'cnpg.io/reconcilePodSpec': 'disabled' })).toEqual([]);
});

test('nothing is found where everything is written out, or nothing is there', () => {
  const written = [
    { downwardAPI: { items: [{ path: 'cpu', resourceFieldRef: { resource: 'limits.cpu' } }] } },
    { serviceAccountToken: { path: 'token', expirationSeconds: 600 } },
    { configMap: { name: 'a' } },
  ];
  expect(paths(projected(...written))).toEqual([]);
  for (const spec of [undefined, null, {}, projected(), projected(null, 'a'), { affinity: 'a' }, 'a'])
    expect(paths(spec)).toEqual([]);
});
