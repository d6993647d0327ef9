import { Cpu, isConfigError, Size } from '@pgplatform/core';
import { App, Chart } from 'cdk8s';
import { type EnvironmentOptions, EnvironmentOverlay, type EnvironmentOverlayOptions } from '../src';
import { baseRef } from './base-ref';

const PROD: EnvironmentOptions = {
  name: 'prod',
  cpu: Cpu.cores(2),
  cpuRequest: Cpu.cores(1),
  memory: Size.gibibytes(2),
  storage: Size.gibibytes(50),
};

function overlay(environment: EnvironmentOptions, options: Partial<EnvironmentOverlayOptions> = {}) {
  return new EnvironmentOverlay(new Chart(new App(), 'chart'), environment.name, { base: baseRef(), environment, ...options });
}

function file(made: EnvironmentOverlay, name: string): any {
  return made.files().find(({ path }) => path === `${made.folder}/${name}`)?.content[0];
}

function effective(made: EnvironmentOverlay, kind: string): any {
  return made.effective().find((manifest) => manifest.kind === kind);
}

describe('the files of an environment', () => {
  test('an environment that changes nothing has its namespace, its label and its archive path', () => {
    const stage = overlay({ name: 'stage' }, { sealedFiles: ['backup-s3-credentials-sealed.yaml'] });
    expect(stage.files().map(({ path }) => path)).toEqual([
      'infrastructure/postgres/overlays/stage/kustomization.yaml',
      'infrastructure/postgres/overlays/stage/object-store-patch.yaml',
    ]);
    expect(file(stage, 'kustomization.yaml')).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: 'postgres-stage',
      labels: [{ pairs: { environment: 'stage' }, includeSelectors: false }],
      resources: ['../../base', 'backup-s3-credentials-sealed.yaml'],
      patches: [
        {
          target: { group: 'barmancloud.cnpg.io', version: 'v1', kind: 'ObjectStore', name: 'postgres-shared-store' },
          path: 'object-store-patch.yaml',
        },
      ],
    });
    expect(file(stage, 'object-store-patch.yaml')).toEqual({
      apiVersion: 'barmancloud.cnpg.io/v1',
      kind: 'ObjectStore',
      metadata: { name: 'postgres-shared-store' },
      spec: { configuration: { destinationPath: 's3://cloudnativepg-backups/postgres-stage' } },
    });
  });

  test('with in-tree backups the archive path is all there is in the patch of the Cluster', () => {
    const stage = overlay({ name: 'stage' }, { base: baseRef('2025.10') });
    expect(stage.files()).toHaveLength(2);
    expect(file(stage, 'cluster-patch.yaml')).toEqual({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'postgres-shared' },
      spec: { backup: { barmanObjectStore: { destinationPath: 's3://cloudnativepg-backups/postgres-stage' } } },
    });
  });

  test('all changes of the Cluster are one patch, without what the base has already', () => {
    expect(file(overlay({ ...PROD, image: baseRef().image, instances: 1 }), 'cluster-patch.yaml').spec).toEqual({
      storage: { size: '50Gi' },
      resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '2Gi' } },
      postgresql: {
        parameters: {
          shared_buffers: '512MB',
          effective_cache_size: '1536MB',
          maintenance_work_mem: '128MB',
          work_mem: '10MB',
          max_parallel_workers: '2',
          max_parallel_workers_per_gather: '1',
          max_parallel_maintenance_workers: '1',
        },
      },
    });
  });

  test('a server name is set inside the list of plugins by an operation, as JSON text', () => {
    const { patches } = file(overlay({ name: 'prod', serverName: 'restored-2' }), 'kustomization.yaml');
    expect(patches[1].target).toEqual({ group: 'postgresql.cnpg.io', version: 'v1', kind: 'Cluster', name: 'postgres-shared' });
    expect(JSON.parse(patches[1].patch)).toEqual([
      { op: 'add', path: '/spec/plugins/0/parameters/serverName', value: 'restored-2' },
    ]);
  });

  test('sealed files and files of the user are listed after the base', () => {
    const made = overlay({ name: 'prod', extraResources: ['pooler.yaml'] }, { sealedFiles: ['a-sealed.yaml'] });
    expect(file(made, 'kustomization.yaml').resources).toEqual(['../../base', 'a-sealed.yaml', 'pooler.yaml']);
  });

  test('the file says what a patch of the user decides in it', () => {
    const made = overlay({ name: 'prod', clusterPatch: { spec: { logLevel: 'debug', affinity: { nodeSelector: null } } } });
    expect(made.files()[2].comments).toEqual([
      'environments.prod.clusterPatch was merged last (RFC 7386). It decides:',
      '- spec.logLevel',
      '- spec.affinity.nodeSelector',
    ]);
    expect(overlay(PROD).files()[2].comments).toBeUndefined();
  });
});

describe('the objects of an environment', () => {
  test('carry its namespace and labels, and selectors and templates stay as they are', () => {
    const made = overlay({ name: 'prod', namespace: 'databases', labels: { tier: 'gold' } });
    const base = baseRef();
    expect(made.effective()).toHaveLength(base.manifests.length);
    for (const { metadata } of made.effective()) {
      expect(metadata).toMatchObject({ namespace: 'databases', labels: { environment: 'prod', tier: 'gold' } });
    }
    expect(effective(made, 'NetworkPolicy').spec).toEqual(base.manifests.find(({ kind }) => kind === 'NetworkPolicy').spec);
    expect(effective(made, 'Cluster').spec.inheritedMetadata).toEqual({ labels: { team: 'payments' } });
  });

  test('are the ApiObjects of the construct', () => {
    const chart = new Chart(new App(), 'chart');
    const made = new EnvironmentOverlay(chart, 'prod', { base: baseRef(), environment: PROD });
    expect(chart.toJson()).toEqual(made.effective());
  });

  test('do not change the base', () => {
    const base = baseRef();
    overlay({ ...PROD, serverName: 'x', clusterPatch: { spec: { bootstrap: null } } }, { base });
    expect(base).toEqual(baseRef());
  });

  test('have the patch of the user applied last', () => {
    const clusterPatch = { spec: { storage: { storageClass: 'fast' }, enablePDB: null, logLevel: 'debug' } };
    const { spec } = effective(overlay({ ...PROD, clusterPatch }), 'Cluster');
    expect(spec).toMatchObject({ storage: { size: '50Gi', storageClass: 'fast' }, logLevel: 'debug' });
    expect(spec).not.toHaveProperty('enablePDB');
  });

  test('of a kind without namespaces get none', () => {
    const storageClass = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' } };
    const base = baseRef();
    const made = overlay({ name: 'prod' }, { base: { ...base, manifests: [...base.manifests, storageClass] } });
    expect(effective(made, 'StorageClass').metadata).toEqual({ name: 'fast', labels: { environment: 'prod' } });
  });
});

describe('the facts of an environment', () => {
  test('come from the environment where it says something', () => {
    const made = overlay({ ...PROD, walStorage: Size.gibibytes(20), instances: 3, backupPath: 'a/b', serverName: 's' });
    expect(made).toMatchObject({
      environmentName: 'prod',
      namespace: 'postgres-prod',
      clusterName: 'postgres-shared',
      instances: 3,
      destinationPath: 's3://cloudnativepg-backups/a/b',
      serverName: 's',
    });
    expect([made.storage, made.walStorage, made.memory, made.cpu, made.cpuRequest].map(String)).toEqual([
      '50Gi',
      '20Gi',
      '2Gi',
      '2',
      '1',
    ]);
    expect(made.parameters.shared_buffers).toBe('512MB');
  });

  test.each(['2025.10', '2026.07'])('else from the base (%s)', (release) => {
    const base = baseRef(release);
    const made = overlay({ name: 'stage' }, { base });
    expect(made).toMatchObject({
      instances: 1,
      walStorage: undefined,
      destinationPath: 's3://cloudnativepg-backups/postgres-stage',
      serverName: 'postgres-shared',
    });
    expect([made.storage, made.memory, made.cpu, made.cpuRequest, made.image].map(String)).toEqual([
      '10Gi',
      '1Gi',
      '1',
      '250m',
      base.image.toString(),
    ]);
  });

  test('there is no archive while backups are deferred', () => {
    const base = baseRef('2026.07', { spec: { bootstrap: null } }, { backup: undefined });
    const manifests = base.manifests.filter(({ kind }) => kind !== 'ObjectStore');
    const made = overlay({ name: 'stage', backupPath: 'later', serverName: 'later' }, { base: { ...base, manifests } });
    expect(made.destinationPath).toBeUndefined();
    expect(made.serverName).toBe('postgres-shared');
    expect(made.files()).toHaveLength(1);
    expect(file(made, 'kustomization.yaml')).not.toHaveProperty('patches');
  });
});

test('all problems of an environment are thrown at once, with their paths', () => {
  const wrong: any = { name: 'prod', storge: '50Gi', storage: Size.gibibytes(5), labels: { 'a b': 'c' } };
  try {
    overlay(wrong);
    throw new Error('it did not throw');
  } catch (error) {
    const found = isConfigError(error) ? error.problems.map(({ code, path }) => `${code} ${path}`) : [error];
    expect(found).toEqual([
      'OPTION_UNKNOWN environments.prod.storge',
      'LABEL_INVALID environments.prod.labels.a b',
      'STORAGE_SHRINKS environments.prod.storage',
    ]);
  }
});

test('options that came from JSON are value objects again', () => {
  expect(overlay(JSON.parse(JSON.stringify(PROD))).files()).toEqual(overlay(PROD).files());
});

describe('PostgreSQL of an environment', () => {
  test.each([
    ['18', '18.6-standard-trixie'],
    ['17.12', '17.12-standard-trixie'],
    ['17', '17.11-standard-trixie'],
  ])('version %s is image %s, with the Debian release and the flavour of the base', (postgresVersion, tag) => {
    const made = overlay({ name: 'prod', postgresVersion });
    expect(made.image.tag).toBe(tag);
    expect(effective(made, 'Cluster').spec.imageName).toBe(`ghcr.io/cloudnative-pg/postgresql:${tag}`);
  });
});

describe('base backups that are taken once', () => {
  const names = (made: EnvironmentOverlay) =>
    made
      .effective()
      .filter(({ kind }) => kind === 'Backup')
      .map(({ metadata }) => metadata.name);

  test('are objects of their own, after everything else, that may go', () => {
    const made = overlay({ name: 'prod', baseBackups: ['before-18', 'after-18'] });
    expect(file(made, 'kustomization.yaml').resources).toEqual(['../../base', 'base-backups.yaml']);
    expect(names(made)).toEqual(['postgres-shared-before-18', 'postgres-shared-after-18']);
    expect(file(made, 'base-backups.yaml')).toEqual({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Backup',
      metadata: { name: 'postgres-shared-before-18' },
      spec: {
        cluster: { name: 'postgres-shared' },
        target: 'prefer-standby',
        method: 'plugin',
        pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
      },
    });
    expect(effective(made, 'Backup').metadata).toMatchObject({ namespace: 'postgres-prod', labels: { environment: 'prod' } });
  });

  test('are taken by the operator where backups are in-tree', () => {
    const made = overlay({ name: 'prod', baseBackups: ['now'] }, { base: baseRef('2025.10') });
    expect(effective(made, 'Backup').spec).toEqual({
      cluster: { name: 'postgres-shared' },
      target: 'prefer-standby',
      method: 'barmanObjectStore',
    });
  });

  test('on the way point of the base backup there is one by itself, once', () => {
    expect(names(overlay({ name: 'prod' }, { base: baseRef('2026.07-base-backup') }))).toEqual(['postgres-shared-plugin']);
    expect(names(overlay({ name: 'prod', baseBackups: ['plugin'] }, { base: baseRef('2026.07-base-backup') }))).toEqual([
      'postgres-shared-plugin',
    ]);
    expect(names(overlay({ name: 'prod' }))).toEqual([]);
  });
});

test('a patch of the store is merged where the store is configured', () => {
  const storePatch = { wal: { maxParallel: 8 }, data: { jobs: null, gone: null } };
  const store = effective(overlay({ name: 'prod', storePatch }), 'ObjectStore').spec.configuration;
  const inTree = effective(overlay({ name: 'prod', storePatch }, { base: baseRef('2025.10') }), 'Cluster').spec.backup
    .barmanObjectStore;
  expect(store).toMatchObject({ wal: { compression: 'gzip', maxParallel: 8 }, data: { compression: 'gzip' } });
  expect(inTree).toEqual(store);
  expect(file(overlay({ name: 'prod', storePatch }), 'object-store-patch.yaml').spec.configuration.data).toEqual({ jobs: null });
});
