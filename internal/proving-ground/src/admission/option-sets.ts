const products = [
  { name: 'catalog', databases: [{ name: 'catalog', extensions: [{ name: 'pg_trgm' }] }] },
  {
    name: 'orders',
    role: { connectionLimit: 40 },
    databases: [{ name: 'orders' }, { name: 'orders_reports', environments: ['prod'] }],
  },
];
const storeCa = { name: 'minio-ca', keys: [{ name: 'ca.crt', multiline: true }] };
const s3 = {
  bucket: 'shop-postgres-backups',
  endpointUrl: 'https://minio.example.com:9000',
  endpointCa: { name: 'minio-ca', key: 'ca.crt' },
};
const environments = (extra: object = {}) => [
  { name: 'stage', cpu: '1', memory: '2Gi', storage: '20Gi', ...extra },
  { name: 'prod', cpu: '4', cpuRequest: '2', memory: '8Gi', storage: '200Gi', instances: 3, ...extra },
];

/** Options of teams that differ: what each adds to the defaults. */
export const OPTION_SETS: Readonly<Record<string, any>> = {
  'the defaults': {},
  'three instances, WAL volume, network policy': {
    clusterBase: { instances: 3, walStorage: '5Gi', networkPolicy: {} },
    environments: environments(),
  },
  'a store like S3 with its own CA': {
    clusterBase: { backup: { s3, retentionPolicy: '60d' } },
    environments: environments({ secrets: [storeCa] }),
  },
  'S3 with the role of the machine': { clusterBase: { backup: { s3: { bucket: 'acme-backups', inheritFromIamRole: true } } } },
  'Google Cloud Storage': { clusterBase: { backup: { google: { bucket: 'acme-backups' } } } },
  'PostgreSQL 18': { postgresMajor: 18 },
  products: { products, environments: environments() },
  'a project of Argo CD, two Kubernetes clusters': {
    argoCd: { project: 'shop-postgres' },
    environments: environments().map((one) => ({ ...one, destination: { name: `shop-${one.name}` } })),
    products,
  },
};
