import { readdirSync } from 'node:fs';
import { type ConfigProblem, isConfigError } from '@pgplatform/core';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { synthesize } from './synthesis';

/** The problems of options that must not be accepted; nothing may be written. */
function problemsOf(options: any): ConfigProblem[] {
  const outdir = temporaryDirectory();
  try {
    synthesize(options, outdir);
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    expect(readdirSync(outdir)).toEqual([]);
    expect(error.stack).not.toMatch(/\n\s+at /);
    return error.problems;
  }
  throw new Error('the options were accepted');
}

const prod = (options: any) => ({ environments: [{ name: 'prod', ...options }] });

test.each<[string, any, string, string]>([
  ['a mistyped option', { storageClas: 'x' }, 'OPTION_UNKNOWN', 'storageClas'],
  ['a mistyped option of an environment', prod({ memry: '1Gi' }), 'OPTION_UNKNOWN', 'environments.prod.memry'],
  [
    'a mistyped option deep inside',
    { operatorValues: { values: { monitorin: {} } } },
    'OPTION_UNKNOWN',
    'operatorValues.values.monitorin',
  ],
  ['a value of the wrong type', prod({ instances: '3' }), 'OPTION_TYPE', 'environments.prod.instances'],
  ['no team', { team: undefined }, 'OPTION_REQUIRED', 'team'],
  ['an unknown release', { platformRelease: '2026.8' }, 'RELEASE_UNKNOWN', 'platformRelease'],
  ['a release below the floor', { platformRelease: '2025.10' }, 'RELEASE_INSECURE', 'platformRelease'],
  ['a duplicate environment', { environments: [{ name: 'a' }, { name: 'a' }] }, 'ENVIRONMENT_DUPLICATE', 'environments[1].name'],
  ['a DNS-invalid environment', { environments: [{ name: 'Prod_EU' }] }, 'NAME_INVALID', 'environments.Prod_EU.name'],
  ['a DNS-invalid cluster name', { clusterBase: { name: '1pg' } }, 'NAME_INVALID', 'clusterBase.name'],
  [
    'a floating image',
    { clusterBase: { postgres: { image: 'ghcr.io/cloudnative-pg/postgresql:latest' } } },
    'IMAGE_FLOATING',
    'clusterBase.postgres.image',
  ],
  ['a size that is none', prod({ storage: '10Gb' }), 'SIZE_INVALID', 'environments.prod.storage'],
  [
    'a schedule of five fields',
    { clusterBase: { backup: { schedule: '0 2 * * *' } } },
    'CRON_FIVE_FIELDS',
    'clusterBase.backup.schedule',
  ],
  [
    'a fixed parameter',
    { clusterBase: { parameters: { archive_mode: 'off' } } },
    'PARAMETER_FIXED',
    'clusterBase.parameters.archive_mode',
  ],
  [
    'less memory than shared_buffers',
    { clusterBase: { parameters: { shared_buffers: '2GB' } } },
    'MEMORY_BELOW_SHARED_BUFFERS',
    'clusterBase',
  ],
  [
    'two environments with one archive path',
    { environments: [{ name: 'a' }, { name: 'b', backupPath: 'postgres-a' }] },
    'ARCHIVE_PATH_SHARED',
    'environments.b.backupPath',
  ],
  [
    'a database in an environment that is not there',
    { products: [{ name: 'p', databases: [{ name: 'd', environments: ['qa'] }] }] },
    'ENVIRONMENT_UNKNOWN',
    'products.p.databases.d.environments',
  ],
  ['environments twice', { environmentNames: ['a'], environments: [{ name: 'a' }] }, 'ENVIRONMENTS_TWICE', 'environmentNames'],
  ['no environments', { environments: [] }, 'ENVIRONMENTS_MISSING', 'environments'],
  ['a repository URL that is none', { repoUrl: 'payments' }, 'REPO_URL_INVALID', 'repoUrl'],
  ['two releases', { clusterBase: { platformRelease: '2025.10' } }, 'RELEASE_MIXED', 'clusterBase.platformRelease'],
  [
    'a key that the chart does not have',
    { operatorValues: { values: { webhook: { resources: {} } } } },
    '',
    'operatorValues.values.webhook.resources',
  ],
  [
    'an external source without a store',
    prod({ secretSource: 'external' }),
    'EXTERNAL_STORE_MISSING',
    'environments.prod.externalStore',
  ],
])('%s is refused', (_title, options, code, path) => {
  const problems = problemsOf(options);
  expect(problems.map((problem) => `${problem.code} ${problem.path}`)).toContainEqual(
    expect.stringContaining(`${code} ${path}`.trim()),
  );
  for (const problem of problems) {
    expect(problem.fix).not.toBe('');
    expect(problem.message).not.toBe('');
  }
});

test('even instance counts with failover quorum are refused', () => {
  const codes = problemsOf({ clusterBase: { instances: 4, synchronous: { failoverQuorum: true } } }).map(
    (problem) => problem.code,
  );
  expect(codes).toContainEqual(expect.stringMatching(/QUORUM/));
});

test('all problems come at once, from every package', () => {
  const problems = problemsOf({
    repoUrl: 'x',
    platformRelease: '1999.01',
    clusterBase: { parameters: { ssl: 'off' }, backup: { retentionPolicy: '30days' } },
    environments: [
      { name: 'prod', storage: '0' },
      { name: 'stage', namespace: 'UP' },
    ],
    products: [{ name: 'p', databases: [{ name: 'postgres' }] }],
    operatorValues: { values: { nonsense: 1 } },
  });
  expect(problems.map((problem) => problem.path)).toEqual(
    expect.arrayContaining([
      'repoUrl',
      'platformRelease',
      'clusterBase.parameters.ssl',
      'clusterBase.backup.retentionPolicy',
      'environments.prod.storage',
      'environments.stage.namespace',
      'products.p.databases.postgres.name',
      'operatorValues.values.nonsense',
    ]),
  );
});

describe('against the last synthesis', () => {
  const first = { environments: [{ name: 'prod', storage: '50Gi', walStorage: '10Gi' }] };
  const again = (options: any) => {
    const { outdir } = synthesize(first);
    try {
      synthesize({ ...first, ...options }, outdir);
    } catch (error) {
      return isConfigError(error) ? error.problems : [];
    }
    return [];
  };

  test.each<[string, any, string, string]>([
    [
      'smaller storage',
      { environments: [{ name: 'prod', storage: '20Gi', walStorage: '10Gi' }] },
      'STORAGE_SHRINKS',
      'environments.prod.storage',
    ],
    [
      'a WAL volume taken away',
      { environments: [{ name: 'prod', storage: '50Gi' }] },
      'WAL_STORAGE_REMOVED',
      'environments.prod.walStorage',
    ],
    [
      'another namespace',
      { environments: [{ ...first.environments[0], namespace: 'pg-prod' }] },
      'IDENTITY_CHANGED',
      'environments.prod.namespace',
    ],
    ['another cluster name', { clusterBase: { name: 'postgres-new' } }, 'IDENTITY_CHANGED', 'clusterBase.name'],
    [
      'another destination',
      { environments: [{ ...first.environments[0], destination: { name: 'eu' } }] },
      'IDENTITY_CHANGED',
      'environments.prod.destination',
    ],
    [
      'an older release',
      { platformRelease: '2026.06', clusterBase: { postgres: { image: 'ghcr.io/x/postgresql:17.11-system-trixie' } } },
      'RELEASE_DOWNGRADE',
      'platformRelease',
    ],
    ['another ApplicationSet name', { applicationSetName: 'pg' }, 'IDENTITY_CHANGED', 'applicationSetName'],
    ['another Helm release name', { operatorValues: { releaseName: 'pg' } }, 'IDENTITY_CHANGED', 'operatorValues.releaseName'],
    [
      'another Debian release in an image',
      { clusterBase: { postgres: { image: 'ghcr.io/cloudnative-pg/postgresql:17.11-standard-bookworm' } } },
      'IMAGE_CODENAME_CHANGED',
      'environments.prod.image',
    ],
  ])('%s is refused', (_title, options, code, path) => {
    expect(again(options).map((problem) => [problem.code, problem.path])).toContainEqual([code, path]);
  });

  test('an acknowledged identity change is let through', () => {
    const moved = { environments: [{ ...first.environments[0], namespace: 'pg-prod', serverName: 'moved' }] };
    const acknowledgements = [
      { object: 'Cluster/postgres-prod/postgres-shared', reason: 'moved by restore', expires: '2999-12-31' },
    ];
    expect(again({ ...moved, acknowledgements })).toEqual([]);
    expect(again({ ...moved, acknowledgements: [{ ...acknowledgements[0], expires: '2020-01-01' }] })).not.toEqual([]);
  });

  test('the Debian release of running clusters is kept, and changes when it is named', () => {
    const bookworm = { platformRelease: '2026.07', clusterBase: { postgres: { debian: 'bookworm' } } };
    const { outdir } = synthesize(bookworm);
    expect(synthesize({ platformRelease: '2026.07' }, outdir).project.model.environments[0].image.debian).toBe('bookworm');
    const trixie = { platformRelease: '2026.07', clusterBase: { postgres: { debian: 'trixie' } } };
    expect(synthesize(trixie, outdir).project.model.environments[0].image.debian).toBe('trixie');
  });
});

test('what the operator would refuse of a patch is refused here, with its rule', () => {
  const problems = problemsOf({ clusterBase: { clusterPatch: { spec: { primaryUpdateStrategy: 'supervised' } } } });
  expect(problems.map((problem) => problem.code)).toContain('CL-UPD-2');
});
