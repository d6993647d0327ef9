import { Model, type PlatformModel } from '@pgplatform/core';
import { planPlatform } from '../src/platform';

const LEDGER = { name: 'ledger', databases: [{ name: 'ledger_db' }, { name: 'audit_db' }] };

function plan(options: any, previous?: PlatformModel) {
  const made = planPlatform({ options: { name: 'payments-db', team: 'payments', ...options }, previous, today: '2026-11-22' });
  expect(made.problems).toEqual([]);
  return { notices: made.notices, model: Model.parse(JSON.stringify(made.model)) };
}

/** The notices of a synthesis after another one. */
function notices(from: any, to: any): string[] {
  return plan(to, plan(from).model).notices;
}

const both = { environments: [{ name: 'stage' }, { name: 'prod' }], products: [LEDGER] };

test('a removed environment is told with the commands of the second step', () => {
  const [notice, ...others] = notices(both, { ...both, environments: [{ name: 'prod' }] });
  expect(others).toEqual([]);
  expect(notice).toMatch(/^Environment stage is gone from the options\. Argo CD deletes nothing: /);
  expect(notice.split('\n').slice(-2)).toEqual([
    '  kubectl delete applications.argoproj.io -n argocd postgres-stage databases-ledger-stage --cascade=orphan',
    '  git rm -r --ignore-unmatch infrastructure/postgres/overlays/stage workloads/ledger/databases/stage',
  ]);
  expect(notice).toContain('app path does not exist');
});

test('with an AppProject of its own, the namespace is no longer allowed', () => {
  const options = { ...both, argoCd: { project: 'databases', namespace: 'gitops' } };
  const [notice] = notices(options, { ...options, environments: [{ name: 'prod' }] });
  expect(notice).toContain('InvalidSpecError');
  expect(notice).toContain('-n gitops postgres-stage');
});

test('a removed database is told with what its deletion does in PostgreSQL', () => {
  const [stage, prod, ...others] = notices(both, { ...both, products: [{ ...LEDGER, databases: LEDGER.databases.slice(1) }] });
  expect(others).toEqual([]);
  expect(stage).toContain('databases-ledger-stage stays OutOfSync (requires pruning)');
  expect(prod.split('\n').slice(-1)).toEqual([
    '  kubectl delete databases.postgresql.cnpg.io -n postgres-prod ledger-ledger-db-prod   # the database ledger_db stays in PostgreSQL (databaseReclaimPolicy: retain)',
  ]);
  const deleting = {
    ...both,
    products: [{ ...LEDGER, databases: [LEDGER.databases[0], { name: 'audit_db', reclaimPolicy: 'delete' }] }],
    ignoredRules: [{ rule: 'P-36', reason: 'the audit is copied elsewhere' }],
  };
  const [drops] = notices(deleting, { ...both, products: [{ ...LEDGER, databases: LEDGER.databases.slice(0, 1) }] });
  expect(drops).toContain('# DROPS the database audit_db (reclaimPolicy: delete)');
});

test('a removed product takes its role, its secret and its folder along, and each is named once per environment', () => {
  const [set, notice, ...others] = notices(both, { ...both, products: [] });
  expect(others).toHaveLength(1);
  // It would make the Applications again that the next commands delete.
  expect(set).toMatch(/^No product has a database any more\./);
  expect(set).toContain('kubectl delete applicationsets.argoproj.io -n argocd postgres-databases ');
  expect(notice.split('\n').slice(2)).toEqual([
    '  kubectl delete applications.argoproj.io -n argocd databases-ledger-stage --cascade=orphan',
    '  git rm -r --ignore-unmatch workloads/ledger/databases/stage',
    expect.stringContaining('databases.postgresql.cnpg.io -n postgres-stage ledger-ledger-db-stage '),
    expect.stringContaining('databases.postgresql.cnpg.io -n postgres-stage ledger-audit-db-stage '),
    '  kubectl delete databaseroles.postgresql.cnpg.io -n postgres-stage ledger-stage   # the role stays in PostgreSQL (databaseRoleReclaimPolicy: retain)',
    '  kubectl delete sealedsecrets.bitnami.com -n postgres-stage ledger-role   # the Secret stays',
  ]);
});

test('where roles are entries of the Cluster there is no object of a role', () => {
  const old = { ...both, platformRelease: '2025.10', acceptInsecureRelease: true };
  const [notice] = notices(old, { ...old, products: [] }).filter((one) => one.startsWith('Product'));
  expect(notice).not.toContain('databaseroles');
});

test('a removed secret of an environment is told, with the Kubernetes cluster where that is another one', () => {
  const prod = { name: 'prod', destination: { name: 'eu' } };
  const secrets = [{ name: 'api-token', keys: [{ name: 'value' }] }];
  const [notice, ...others] = notices({ environments: [{ ...prod, secrets }] }, { environments: [prod] });
  expect(others).toEqual([]);
  expect(notice.split('\n').slice(-1)).toEqual([
    '  kubectl delete sealedsecrets.bitnami.com -n postgres-prod api-token   # the Secret stays, in eu',
  ]);
});

test('a Kubernetes cluster without an environment keeps what was installed there', () => {
  const operatorValues = { prerequisites: { certManager: 'install' } };
  const environments = [{ name: 'prod' }, { name: 'dr', destination: { name: 'eu' } }];
  const from = { environments, operatorValues };
  const [environment, destination, ...others] = notices(from, { environments: environments.slice(0, 1), operatorValues });
  expect(others).toEqual([]);
  expect(environment).toMatch(/^Environment dr is gone/);
  expect(destination).toMatch(/^No environment is in eu any more\. The root never prunes/);
  expect(destination.split('\n').slice(-1)).toEqual([
    '  kubectl delete applications.argoproj.io -n argocd cloudnativepg-eu plugin-barman-cloud-eu cert-manager-eu --cascade=orphan',
  ]);
});

test('backups that are taken no more leave a schedule behind that goes on', () => {
  const from = { environments: [{ name: 'prod' }] };
  const deferred = { ...from, clusterBase: { backup: { deferred: 'the bucket moves' } } };
  const [notice] = notices(from, deferred);
  expect(notice.split('\n').slice(1)).toEqual([
    '  kubectl delete scheduledbackups.postgresql.cnpg.io -n postgres-prod postgres-shared-daily   # what is in the archive stays',
    '  kubectl delete objectstores.barmancloud.cnpg.io -n postgres-prod postgres-shared-store   # what is in the archive stays',
  ]);
  const names = planPlatform({ options: { name: 'payments-db', team: 'payments', ...from } as any, today: '2026-11-22' }).files;
  for (const name of ['postgres-shared-daily', 'postgres-shared-store']) {
    expect(names.find(({ path }) => path === 'rendered/prod.yaml')?.text).toContain(`name: ${name}\n`);
  }
  const inTree = { ...from, platformRelease: '2025.10', acceptInsecureRelease: true };
  expect(notices(inTree, { ...deferred, ...inTree }).find((one) => one.startsWith('Backups'))).not.toContain('objectstores');
});

test('a secret that comes from elsewhere now leaves its old object behind', () => {
  const from = { environments: [{ name: 'prod' }], products: [LEDGER] };
  const to = { ...from, environments: [{ name: 'prod', secretSource: 'existing' }] };
  expect(notices(from, to).map((notice) => notice.split(' ').slice(0, 2).join(' '))).toEqual([
    'SealedSecret postgres-prod/postgres-backup-s3-credentials',
    'SealedSecret postgres-prod/ledger-role',
  ]);
  expect(notices(from, to)[1]).toContain('the Application databases-ledger-prod stays OutOfSync');
});

test('nothing is told where nothing left', () => {
  expect(notices(both, both)).toEqual([]);
});
