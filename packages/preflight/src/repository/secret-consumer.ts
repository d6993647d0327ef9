import type { Path } from '../field-path';
import { field, isMap, items, text } from './field';
import { CLUSTER, DATABASE_ROLE, OBJECT_STORE, POOLER } from './kind';
import type { Resource } from './resource';

/** One reference to a Secret. */
export interface SecretReference {
  readonly name: string;
  /** Keys that the consumer reads. */
  readonly keys: readonly string[];
  /** The field that names the Secret. */
  readonly path: Path;
}

const LOGIN = ['username', 'password'];
const KEY_PAIR = ['tls.crt', 'tls.key'];
const BARMAN_KEYS = [
  's3Credentials.accessKeyId',
  's3Credentials.secretAccessKey',
  's3Credentials.region',
  's3Credentials.sessionToken',
  'azureCredentials.connectionString',
  'azureCredentials.storageAccount',
  'azureCredentials.storageKey',
  'azureCredentials.storageSasToken',
  'googleCredentials.applicationCredentials',
  'endpointCA',
];

/** The Secrets that a Cluster, ObjectStore, DatabaseRole or Pooler reads. */
export function secretsOf({ kind, object }: Resource): SecretReference[] {
  switch (kind) {
    case CLUSTER:
      return clusterSecrets(object);
    case OBJECT_STORE:
      return [
        ...barman(object, 'spec.configuration'),
        ...selectors(object, 'spec.instanceSidecarConfiguration.env', 'valueFrom.secretKeyRef'),
      ];
    case DATABASE_ROLE:
      return named(object, 'spec.passwordSecret', LOGIN);
    case POOLER:
      return [
        ...named(object, 'spec.pgbouncer.authQuerySecret', []),
        ...named(object, 'spec.pgbouncer.serverTLSSecret', KEY_PAIR),
        ...named(object, 'spec.pgbouncer.serverCASecret', ['ca.crt']),
        ...named(object, 'spec.pgbouncer.clientTLSSecret', KEY_PAIR),
        ...named(object, 'spec.pgbouncer.clientCASecret', ['ca.crt']),
      ];
    default:
      return [];
  }
}

function clusterSecrets(object: any): SecretReference[] {
  const bootstrap = (way: string) => named(object, `spec.bootstrap.${way}.secret`, LOGIN);
  return [
    ...named(object, 'spec.superuserSecret', LOGIN),
    ...bootstrap('initdb'),
    ...bootstrap('recovery'),
    ...bootstrap('pg_basebackup'),
    ...named(object, 'spec.certificates.serverCASecret', ['ca.crt'], true),
    ...named(object, 'spec.certificates.serverTLSSecret', KEY_PAIR, true),
    ...named(object, 'spec.certificates.clientCASecret', ['ca.crt'], true),
    ...named(object, 'spec.certificates.replicationTLSSecret', KEY_PAIR, true),
    ...barman(object, 'spec.backup.barmanObjectStore'),
    ...items(object, 'spec.externalClusters').flatMap(({ item, path }) =>
      [
        ...['password', 'sslKey', 'sslCert', 'sslRootCert'].flatMap((way) => selector(item, way)),
        ...barman(item, 'barmanObjectStore'),
      ].map((reference) => ({ ...reference, path: [...path, ...reference.path] })),
    ),
    ...items(object, 'spec.managed.roles').flatMap(({ item, path }) =>
      named(item, 'passwordSecret', LOGIN).map((reference) => ({ ...reference, path: [...path, ...reference.path] })),
    ),
    ...selectors(object, 'spec.monitoring.customQueriesSecret', ''),
    ...['postInitSQLRefs', 'postInitApplicationSQLRefs', 'postInitTemplateSQLRefs'].flatMap((refs) =>
      selectors(object, `spec.bootstrap.initdb.${refs}.secretRefs`, ''),
    ),
    ...selectors(object, 'spec.env', 'valueFrom.secretKeyRef'),
    ...items(object, 'spec.envFrom').flatMap(({ item, path }) =>
      field(item, 'secretRef.optional') === true
        ? []
        : named(item, 'secretRef', []).map((reference) => ({ ...reference, path: [...path, ...reference.path] })),
    ),
    ...items(object, 'spec.imagePullSecrets').flatMap(({ item, path }) =>
      named(item, '', []).map((reference) => ({ ...reference, path: [...path, ...reference.path] })),
    ),
  ];
}

function barman(object: any, way: string): SecretReference[] {
  return BARMAN_KEYS.flatMap((key) => selector(object, `${way}.${key}`));
}

/** A reference that names the Secret alone (`plain`: the field is the name); the consumer knows the keys. */
function named(object: any, way: string, keys: readonly string[], plain = false): SecretReference[] {
  const at = plain || !way ? way : `${way}.name`;
  const name = plain ? text(object, way) : text(way ? field(object, way) : object, 'name');
  const path = at ? at.split('.') : ['name'];
  return name ? [{ name, keys, path }] : [];
}

/** A reference that names the Secret and one key. */
function selector(object: any, way: string): SecretReference[] {
  const found = way ? field(object, way) : object;
  const name = text(found, 'name');
  const key = text(found, 'key');
  if (!isMap(found) || !name || found.optional === true) return [];
  return [{ name, keys: key ? [key] : [], path: [...(way ? way.split('.') : []), 'name'] }];
}

/** The selectors in the items of a list. */
function selectors(object: any, list: string, way: string): SecretReference[] {
  return items(object, list).flatMap(({ item, path }) =>
    selector(item, way).map((reference) => ({ ...reference, path: [...path, ...reference.path] })),
  );
}
