import { filledProjections } from '../src';

const paths = (...sources: unknown[]) => filledProjections({ sources }).map(({ path, value }) => [path.join('.'), value]);

test('what the API server fills in is found, wherever it stands', () => {
  const labels = { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } };
  expect(
    paths(
      { secret: { name: 'a' } },
      { downwardAPI: { items: [labels, { ...labels, fieldRef: { ...labels.fieldRef, apiVersion: 'v1' } }] } },
      { serviceAccountToken: { path: 'token' } },
      { podCertificate: { signerName: 'a/b', keyType: 'ED25519' } },
    ),
  ).toEqual([
    ['sources.1.downwardAPI.items.0.fieldRef.apiVersion', 'v1'],
    ['sources.2.serviceAccountToken.expirationSeconds', 3600],
    ['sources.3.podCertificate.maxExpirationSeconds', 86400],
  ]);
});

test('nothing is found where everything is written out, or nothing is there', () => {
  const written = [
    { downwardAPI: { items: [{ path: 'cpu', resourceFieldRef: { resource: 'limits.cpu' } }] } },
    { serviceAccountToken: { path: 'token', expirationSeconds: 600 } },
    { configMap: { name: 'a' } },
  ];
  expect(paths(...written)).toEqual([]);
  for (const template of [undefined, null, {}, { sources: [null, 'a'] }, 'a']) expect(filledProjections(template)).toEqual([]);
});
