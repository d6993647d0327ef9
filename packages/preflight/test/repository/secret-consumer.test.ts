import { CLUSTER, POOLER } from '../../src/repository/kind';
import type { Resource } from '../../src/repository/resource';
import { secretsOf } from '../../src/repository/secret-consumer';

const of = (kind: string, spec: object) =>
  secretsOf({ kind, object: { spec }, name: 'x', namespace: 'n', build: { path: '', objects: [] } } as Resource).map(
    ({ name, keys, path }) => [path.join('.'), name, keys.join(',')],
  );

describe('secretsOf', () => {
  it('finds what a Cluster reads, with the keys', () => {
    const spec = {
      superuserSecret: { name: 'super' },
      bootstrap: { initdb: { secret: { name: 'init' }, postInitSQLRefs: { secretRefs: [{ name: 'sql', key: 'a.sql' }] } } },
      certificates: { serverTLSSecret: 'tls', serverCASecret: 'ca' },
      backup: { barmanObjectStore: { endpointCA: { name: 'bundle', key: 'ca.pem' } } },
      externalClusters: [{ name: 'o', sslKey: { name: 'client', key: 'tls.key' } }],
      managed: { roles: [{ name: 'r' }, { name: 's', passwordSecret: { name: 'pw' } }] },
      env: [
        { name: 'A', valueFrom: { secretKeyRef: { name: 'e', key: 'k' } } },
        { name: 'B', valueFrom: { secretKeyRef: { name: 'f', key: 'k', optional: true } } },
      ],
      imagePullSecrets: [{ name: 'pull' }],
    };
    expect(of(CLUSTER, spec).sort()).toEqual(
      [
        ['spec.superuserSecret.name', 'super', 'username,password'],
        ['spec.bootstrap.initdb.secret.name', 'init', 'username,password'],
        ['spec.bootstrap.initdb.postInitSQLRefs.secretRefs.0.name', 'sql', 'a.sql'],
        ['spec.certificates.serverTLSSecret', 'tls', 'tls.crt,tls.key'],
        ['spec.certificates.serverCASecret', 'ca', 'ca.crt'],
        ['spec.backup.barmanObjectStore.endpointCA.name', 'bundle', 'ca.pem'],
        ['spec.externalClusters.0.sslKey.name', 'client', 'tls.key'],
        ['spec.managed.roles.1.passwordSecret.name', 'pw', 'username,password'],
        ['spec.env.0.valueFrom.secretKeyRef.name', 'e', 'k'],
        ['spec.imagePullSecrets.0.name', 'pull', ''],
      ].sort(),
    );
  });

  it('finds what a Pooler reads', () => {
    expect(of(POOLER, { pgbouncer: { clientTLSSecret: { name: 't' } } })).toEqual([
      ['spec.pgbouncer.clientTLSSecret.name', 't', 'tls.crt,tls.key'],
    ]);
  });
});
