import { SecretController } from '@pgplatform/test-kit';
import { DeclaredSecret } from '../src/declared-secret';
import { ExternalSecret } from '../src/external-secret';
import { SealingScope } from '../src/sealing-scope';
import { SecretSource } from '../src/secret-source';
import { WellKnownSecrets } from '../src/well-known-secrets';
import { codesOf } from './declared';

const placement = { namespace: 'postgres-stage', file: 'overlays/stage/x-sealed.yaml' };
const CONTROLLER = 'sealedsecrets.bitnami.com/';
const declare = (more: object) => () => new DeclaredSecret({ name: 's', keys: [{ name: 'K' }], ...more } as any);

it('a declaration becomes what the model says, with the labels and guards of the platform', () => {
  expect(declare({})().toModel(placement)).toEqual({
    name: 's',
    namespace: 'postgres-stage',
    scope: 'strict',
    file: 'overlays/stage/x-sealed.yaml',
    type: 'Opaque',
    labels: { 'cnpg.io/reload': 'true' },
    annotations: {
      'sealedsecrets.bitnami.com/skip-set-owner-references': 'true',
      'sealedsecrets.bitnami.com/managed': 'true',
    },
    sealedAnnotations: { 'argocd.argoproj.io/sync-wave': '0', 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
    keys: [{ name: 'K' }],
    source: 'sealed',
  });
});

it('there is nowhere to put a value, and one that is put somewhere is not repeated', () => {
  for (const more of [
    { keys: [{ name: 'K', value: 'hunter2' }] },
    { keys: { K: 'hunter2' } },
    { data: { K: 'hunter2' } },
    { keys: ['hunter2'] },
  ]) {
    expect(declare(more)).toThrow();
    expect(declare(more)).not.toThrow(/hunter2/);
  }
});

it.each<[string, object, string]>([
  ['no keys', { keys: [] }, 'SECRET_KEYS_MISSING'],
  ['a key that Kubernetes refuses', { keys: [{ name: 'a b' }] }, 'SECRET_KEY_INVALID'],
  ['a key twice', { keys: [{ name: 'a' }, { name: 'a' }] }, 'SECRET_KEY_TWICE'],
  ['two rules of length', { keys: [{ name: 'a', length: 3, minLength: 2 }] }, 'SECRET_LENGTH_RULE'],
  ['lengths upside down', { keys: [{ name: 'a', minLength: 3, maxLength: 2 }] }, 'SECRET_LENGTH_RULE'],
  ['a broken pattern', { keys: [{ name: 'a', pattern: '(' }] }, 'SECRET_PATTERN_INVALID'],
  ['a wide scope without a reason', { scope: SealingScope.CLUSTER_WIDE }, 'SECRET_SCOPE_REASON'],
  ['a Secret that the controller may not update', { annotations: { [`${CONTROLLER}managed`]: 'false' } }, 'SECRET_ANNOTATION'],
  [
    'a Secret that goes with its seal',
    { annotations: { [`${CONTROLLER}skip-set-owner-references`]: 'no' } },
    'SECRET_ANNOTATION',
  ],
  ['a scope as an annotation', { annotations: { [`${CONTROLLER}cluster-wide`]: 'true' } }, 'SECRET_ANNOTATION'],
  ['a mistyped option', { lables: {} }, 'OPTION_UNKNOWN'],
  ['a bad name', { name: 'A' }, 'NAME_INVALID'],
])('%s is refused', (_, more, code) => {
  expect(codesOf(declare(more))).toEqual([code]);
});

it('a wide scope with a reason is declared', () => {
  const wide = declare({ scope: SealingScope.NAMESPACE_WIDE, scopeReason: 'renamed by the chart' })();
  expect(wide.toModel(placement).scope).toBe('namespace-wide');
});

it('annotations of its own stand beside those of the platform, which may be written out', () => {
  const annotations = { team: 'payments', [`${CONTROLLER}managed`]: 'true', [`${CONTROLLER}patch`]: 'true' };
  const model = declare({ annotations })().toModel(placement);
  expect(model.annotations).toEqual({ ...annotations, [`${CONTROLLER}skip-set-owner-references`]: 'true' });
});

it('AWS keys have AWS lengths, keys of other stores have any', () => {
  const rules = (aws?: boolean) => WellKnownSecrets.backupCredentials({ aws }).toModel(placement).keys;
  expect(rules()).toMatchObject([
    { name: 'ACCESS_KEY_ID', minLength: 16, maxLength: 128 },
    { name: 'ACCESS_SECRET_KEY', length: 40 },
  ]);
  expect(rules(false).flatMap((key) => [key.length, key.minLength, key.maxLength])).toEqual(Array(6).fill(undefined));
});

it('a role has its public name and asks for the password only', () => {
  const secret = WellKnownSecrets.roleCredentials({ name: 'product-a-api', username: 'app' }).toModel(placement);
  expect(secret.type).toBe('kubernetes.io/basic-auth');
  expect(secret.keys.map((key) => [key.name, key.publicValue])).toEqual([
    ['username', 'app'],
    ['password', undefined],
  ]);
});

it('an ExternalSecret makes the same Secret: name, keys, type, labels', () => {
  const secret = WellKnownSecrets.roleCredentials({ name: 'product-a-api', username: 'app' }).toModel({
    ...placement,
    source: SecretSource.EXTERNAL,
  });
  const { apiVersion, metadata, spec } = ExternalSecret.manifest(secret, { store: 'vault', remoteKey: 'stage/product-a' });
  expect(apiVersion).toBe('external-secrets.io/v1');
  expect([metadata.name, metadata.namespace, spec.target.name]).toEqual(['product-a-api', 'postgres-stage', 'product-a-api']);
  expect(spec.target.template).toMatchObject({
    type: secret.type,
    metadata: { labels: secret.labels, annotations: secret.annotations },
    data: { username: 'app' },
  });
  // The sealed-secrets controller takes such a Secret over when the environment is sealed again.
  const controller = new SecretController({
    annotations: spec.target.template.metadata.annotations,
    owned: false,
    value: 'store',
  });
  expect(controller.reconcile({ annotations: secret.annotations }, 'sealed')).toBeUndefined();
  expect(spec.data.map((entry: any) => [entry.secretKey, entry.remoteRef.key, entry.remoteRef.property])).toEqual([
    ['password', 'stage/product-a', 'password'],
  ]);
});
