import { cluster, FOREIGN, file, object, type RuleCase, repository, role, store } from './repository-case';

const CREDENTIALS = {
  s3Credentials: { accessKeyId: { name: 's3', key: 'ACCESS_KEY_ID' }, secretAccessKey: { name: 's3', key: 'ACCESS_SECRET_KEY' } },
};
/** A value with the outline of one that was sealed with an RSA-4096 key: header, wrapped key, `length` bytes, tag. */
const value = (length: number) => Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(512 + length + 16, 7)]).toString('base64');
const sealed = (encryptedData: object, template: object = {}, metadata: object = {}) =>
  object('bitnami.com/v1alpha1', 'SealedSecret', 's3', { spec: { encryptedData, template } }, metadata);
const BOTH = { ACCESS_KEY_ID: value(20), ACCESS_SECRET_KEY: value(40) };
const secret = (fields: object) => object('v1', 'Secret', 's3', fields);
const model = (secretFields: object, environment: object = {}) => ({
  model: {
    environments: [
      {
        name: 'prod',
        ...environment,
        secrets: [
          {
            name: 's3',
            namespace: 'db',
            scope: 'strict',
            source: 'sealed',
            file: 'overlays/prod/s3-sealed.yaml',
            keys: [],
            ...secretFields,
          },
        ],
      },
    ],
  },
});
const keys = (...names: object[]) => model({ keys: names });
const CONTROLLER = 'sealedsecrets.bitnami.com/';
/** A SealedSecret whose template has these annotations of the controller. */
const annotated = (annotations: object, metadata: object = {}) =>
  sealed(
    BOTH,
    {
      metadata: {
        annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [CONTROLLER + name, value])),
      },
    },
    metadata,
  );
const templatePath = (name: string) => `spec.template.metadata.annotations["${CONTROLLER}${name}"]`;
const OWNER_PATH = templatePath('skip-set-owner-references');
const MANAGED_PATH = templatePath('managed');
const SKIP = { 'skip-set-owner-references': 'true' };
const PEM = `-----BEGIN ${'PRIVATE'} KEY-----`;

export const SECRET_CASES: RuleCase[] = [
  {
    rule: 'P-06',
    accepted: [
      repository([store(CREDENTIALS), sealed(BOTH)]),
      repository([store(CREDENTIALS)], keys({ name: 'ACCESS_KEY_ID' }, { name: 'ACCESS_SECRET_KEY' })),
      repository(
        [store(CREDENTIALS)],
        model({ source: 'existing', keys: [{ name: 'ACCESS_KEY_ID' }, { name: 'ACCESS_SECRET_KEY' }] }),
      ),
      repository([cluster({ superuserSecret: { name: 'pg-superuser' } })]),
      repository([
        role({ passwordSecret: { name: 's3' } }),
        object('external-secrets.io/v1', 'ExternalSecret', 'es', { spec: { target: { name: 's3' }, dataFrom: [{}] } }),
      ]),
    ],
    refused: [
      {
        input: repository([store(CREDENTIALS)], keys({ name: 'ACCESS_KEY_ID' })),
        path: 'spec.configuration.s3Credentials.secretAccessKey.name',
      },
      { input: repository([store(CREDENTIALS)]), path: 'spec.configuration.s3Credentials.accessKeyId.name' },
      {
        input: repository([store(CREDENTIALS)], FOREIGN),
        path: 'spec.configuration.s3Credentials.accessKeyId.name',
        severity: 'info',
      },
      {
        input: repository([store(CREDENTIALS), sealed(BOTH, {}, { namespace: 'elsewhere' })], FOREIGN),
        path: 'spec.configuration.s3Credentials.accessKeyId.name',
      },
      {
        input: repository([store(CREDENTIALS), sealed({ ACCESS_KEY_ID: value(20) })], FOREIGN),
        path: 'spec.configuration.s3Credentials.secretAccessKey.name',
      },
      { input: repository([role({ passwordSecret: { name: 's3' } }), sealed(BOTH)]), path: 'spec.passwordSecret.name' },
      {
        input: repository([cluster({ managed: { roles: [{ name: 'r', passwordSecret: { name: 'gone' } }] } })]),
        path: 'spec.managed.roles[0].passwordSecret.name',
      },
      {
        input: repository([cluster({ externalClusters: [{ name: 'x', password: { name: 'gone', key: 'k' } }] })]),
        path: 'spec.externalClusters[0].password.name',
      },
    ],
  },
  {
    rule: 'SECRET-PLAIN',
    accepted: [repository([secret({})]), repository([secret({ stringData: { a: 'b' } })], { files: [] })],
    refused: [
      { input: repository([secret({ data: { a: 'Yg==' } })]), path: 'data' },
      {
        input: repository([], {
          files: [file('x.yaml', [{ kind: 'List', apiVersion: 'v1', items: [secret({ stringData: { a: 'b' } })] }])],
          ...FOREIGN,
        }),
        path: 'stringData',
      },
    ],
  },
  {
    rule: 'SECRET-GENERATOR',
    accepted: [
      repository([], { files: [file('k/kustomization.yaml', [{ secretGenerator: [{ name: 's', files: ['ignored.txt'] }] }])] }),
    ],
    refused: [
      {
        input: repository([], {
          files: [file('k/kustomization.yaml', [{ secretGenerator: [{ name: 's', literals: ['a=b'] }] }])],
        }),
        path: 'secretGenerator[0].literals',
      },
      {
        input: repository([], {
          files: [
            file('k/kustomization.yaml', [{ secretGenerator: [{ name: 's', files: ['key=plain.yaml'] }] }]),
            file('k/plain.yaml', []),
          ],
        }),
        path: 'secretGenerator[0]',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'SECRET-LAST-APPLIED',
    accepted: [repository([sealed({})])],
    refused: [
      {
        input: repository([
          sealed({}, { metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } } }),
        ]),
        path: 'spec.template.metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
      },
      {
        input: repository([cluster({}, { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } })]),
        path: 'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'SECRET-PRIVATE-KEY',
    accepted: [repository([], { files: [file('cert.yaml', [], '-----BEGIN CERTIFICATE-----')] })],
    refused: [
      { input: repository([], { files: [file('key.yaml', [], `a: |\n  ${PEM}\n`)] }), path: '' },
      { input: repository([], { files: [file('key.yaml', [], PEM.replace('PRIVATE', 'RSA PRIVATE'))] }), path: '' },
    ],
  },
  {
    rule: 'SEAL-MISSING',
    accepted: [
      repository([], model({})),
      repository([], { ...model({}), files: [file('overlays/prod/s3-sealed.yaml', [])] }),
      repository([], { ...model({ source: 'external' }), files: [] }),
    ],
    refused: [
      { input: repository([], { ...model({}), files: [] }), path: '', severity: 'warning' },
      { input: repository([], { ...model({}, { certificate: { path: 'certs/prod.pem', spki: 'ab' } }), files: [] }), path: '' },
      {
        input: repository([cluster()], {
          ...FOREIGN,
          files: [file('overlays/prod/kustomization.yaml', [{ resources: ['s3-sealed.yaml'] }])],
        }),
        path: 'resources[0]',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'SEAL-NAME',
    accepted: [
      repository([sealed(BOTH, { metadata: { name: 's3', namespace: 'db' } })]),
      repository([
        sealed(
          BOTH,
          { metadata: { name: 's3', namespace: 'stage' } },
          { annotations: { 'sealedsecrets.bitnami.com/cluster-wide': 'true' } },
        ),
      ]),
      repository([
        sealed(
          BOTH,
          { metadata: { name: 'x', namespace: 'db' } },
          { annotations: { 'sealedsecrets.bitnami.com/namespace-wide': 'true' } },
        ),
      ]),
    ],
    refused: [
      { input: repository([sealed(BOTH, { metadata: { name: 's3', namespace: 'stage' } })]), path: 'metadata.namespace' },
      { input: repository([sealed(BOTH, { metadata: { name: 'x', namespace: 'db' } })]), path: 'metadata.name' },
      {
        input: repository([
          sealed(
            BOTH,
            { metadata: { namespace: 'stage' } },
            { annotations: { 'sealedsecrets.bitnami.com/namespace-wide': 'true' } },
          ),
        ]),
        path: 'metadata.namespace',
      },
    ],
  },
  {
    rule: 'SEAL-SCOPE',
    accepted: [
      repository([sealed(BOTH)], model({})),
      repository([sealed(BOTH, {}, { annotations: { 'sealedsecrets.bitnami.com/namespace-wide': 'true' } })]),
    ],
    refused: [
      {
        input: repository([sealed(BOTH, { metadata: { annotations: { 'sealedsecrets.bitnami.com/cluster-wide': 'true' } } })]),
        path: 'metadata.annotations',
      },
      { input: repository([sealed(BOTH)], model({ scope: 'namespace-wide' })), path: 'metadata.annotations' },
    ],
  },
  {
    rule: 'SEAL-KEYS',
    accepted: [
      repository([sealed(BOTH)], keys({ name: 'ACCESS_KEY_ID' }, { name: 'ACCESS_SECRET_KEY' })),
      repository([sealed(BOTH)]),
    ],
    refused: [
      {
        input: repository([sealed({ ACCESS_KEY_ID: value(20) })], keys({ name: 'ACCESS_KEY_ID' }, { name: 'TOKEN' })),
        path: 'spec.encryptedData.TOKEN',
      },
      {
        input: repository([sealed(BOTH)], keys({ name: 'ACCESS_KEY_ID' })),
        path: 'spec.encryptedData.ACCESS_SECRET_KEY',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'SEAL-BASE64',
    accepted: [repository([sealed(BOTH)])],
    refused: [
      { input: repository([sealed({ a: 'PLACEHOLDER-RUN-KUBESEAL' })]), path: 'spec.encryptedData.a' },
      { input: repository([sealed({ a: 5 })]), path: 'spec.encryptedData.a' },
      { input: repository([sealed({ a: '' })]), path: 'spec.encryptedData.a' },
    ],
  },
  {
    rule: 'SEAL-HEADER',
    accepted: [repository([sealed(BOTH)])],
    refused: [
      { input: repository([sealed({ a: Buffer.from('hunter2').toString('base64') })]), path: 'spec.encryptedData.a' },
      { input: repository([sealed({ a: value(0).slice(0, 400) })]), path: 'spec.encryptedData.a' },
    ],
  },
  {
    rule: 'SEAL-LENGTH',
    accepted: [
      repository([sealed(BOTH)], keys({ name: 'ACCESS_KEY_ID', length: 20 }, { name: 'ACCESS_SECRET_KEY', minLength: 30 })),
    ],
    refused: [
      { input: repository([sealed({ a: value(0) })]), path: 'spec.encryptedData.a' },
      { input: repository([sealed({ a: value(21) })], keys({ name: 'a', length: 20 })), path: 'spec.encryptedData.a' },
      { input: repository([sealed({ a: value(3) })], keys({ name: 'a', minLength: 16 })), path: 'spec.encryptedData.a' },
    ],
  },
  {
    rule: 'SEAL-RELOAD',
    accepted: [
      repository([
        sealed(BOTH, { metadata: { labels: { 'cnpg.io/reload': 'true' } } }, { labels: { 'cnpg.io/reload': 'true' } }),
      ]),
    ],
    refused: [
      {
        input: repository([sealed(BOTH, {}, { labels: { 'cnpg.io/reload': 'true' } })]),
        path: 'metadata.labels["cnpg.io/reload"]',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'SEAL-OWNER',
    accepted: [repository([cluster(), annotated({ ...SKIP, managed: 'true' })]), repository([sealed(BOTH)])],
    refused: [
      { input: repository([cluster(), sealed(BOTH)]), path: OWNER_PATH, severity: 'warning' },
      { input: repository([cluster(), annotated({ managed: 'true' })]), path: OWNER_PATH, severity: 'warning' },
      {
        input: repository([cluster(), annotated({ 'skip-set-owner-references': true, managed: 'true' })]),
        path: OWNER_PATH,
        severity: 'warning',
      },
      { input: repository([cluster(), sealed(BOTH)], FOREIGN), path: OWNER_PATH, severity: 'info' },
    ],
  },
  {
    rule: 'SEAL-MANAGED',
    accepted: [
      repository([annotated({ ...SKIP, managed: 'true' })]),
      repository([annotated({ ...SKIP, patch: 'true' })]),
      repository([annotated({ managed: 'true' })]),
      repository([sealed(BOTH)]),
    ],
    refused: [
      { input: repository([annotated(SKIP)]), path: MANAGED_PATH },
      { input: repository([annotated(SKIP)], FOREIGN), path: MANAGED_PATH },
      { input: repository([annotated({ ...SKIP, managed: 'yes' })]), path: MANAGED_PATH },
      { input: repository([annotated({ ...SKIP, patch: 'True' })]), path: MANAGED_PATH },
      { input: repository([annotated(SKIP, { annotations: { [`${CONTROLLER}managed`]: 'true' } })]), path: MANAGED_PATH },
    ],
  },
];
