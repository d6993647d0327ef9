import { Cpu, PlatformRelease, Size } from '@pgplatform/core';
import { Crds, testWhen } from '@pgplatform/test-kit';
import { Chart, Testing } from 'cdk8s';
import { OperatorValues, type OperatorValuesOptions, Prerequisite } from '../src';

function make(options: OperatorValuesOptions = {}): OperatorValues {
  return new OperatorValues(new Chart(Testing.app(), 'test'), 'operator', options);
}

function named(operator: OperatorValues, name: string): any {
  return operator.applications.find((application) => application.metadata.name === name);
}

describe('the operator', () => {
  test('its Application is the one of the reference', () => {
    expect(named(make({ platformRelease: '2026.07' }), 'cloudnativepg')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'cloudnativepg',
        namespace: 'argocd',
        annotations: {
          'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        },
      },
      spec: {
        project: 'default',
        source: {
          repoURL: 'https://cloudnative-pg.github.io/charts',
          chart: 'cloudnative-pg',
          targetRevision: '0.29.0',
          helm: {
            releaseName: 'cnpg',
            valuesObject: {
              crds: { create: true },
              config: { clusterWide: true, data: { CLUSTERS_ROLLOUT_DELAY: '300', INSTANCES_ROLLOUT_DELAY: '60' } },
              resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
              monitoring: { podMonitorEnabled: true },
            },
          },
        },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'cnpg-system' },
        syncPolicy: {
          automated: { prune: false, selfHeal: true },
          syncOptions: ['CreateNamespace=true', 'ServerSideApply=true', 'ApplyOutOfSyncOnly=true', 'Delete=false'],
          retry: { limit: 20, refresh: true, backoff: { duration: '15s', factor: 2, maxDuration: '2m' } },
        },
      },
    });
  });

  test.each(PlatformRelease.all().map((release) => [release.id, release]))('%s installs its own chart', (id, release) => {
    expect(named(make({ platformRelease: id }), 'cloudnativepg').spec.source.targetRevision).toBe(release.operatorChart);
  });

  test('values are merged over the defaults, with quantities as the API server gives them back', () => {
    const { chartValues } = make({
      values: { resources: { limits: { cpu: Cpu.millis(1000), memory: Size.mebibytes(1024) } }, config: { data: { A: 'b' } } },
    });
    expect(chartValues.resources).toEqual({
      requests: { cpu: '200m', memory: '256Mi' },
      limits: { cpu: '1', memory: '1Gi' },
    });
    expect(chartValues.config.data).toEqual({ CLUSTERS_ROLLOUT_DELAY: '300', INSTANCES_ROLLOUT_DELAY: '60', A: 'b' });
  });

  test('without the CRDs of the Prometheus operator it has no PodMonitor', () => {
    expect(make({ podMonitor: false }).chartValues.monitoring.podMonitorEnabled).toBe(false);
  });

  test.each([
    [{}, 'cnpg-cloudnative-pg'],
    [{ releaseName: 'cloudnative-pg' }, 'cloudnative-pg'],
    [{ releaseName: 'my-cloudnative-pg-1' }, 'my-cloudnative-pg-1'],
    [{ values: { nameOverride: 'cnpg' } }, 'cnpg'],
    [{ values: { nameOverride: 'operator' } }, 'cnpg-operator'],
    [{ values: { fullnameOverride: 'pg-operator' } }, 'pg-operator'],
    [{ releaseName: 'a'.repeat(53) }, `${'a'.repeat(53)}-cloudnati`],
    [{ releaseName: 'a'.repeat(53), values: { nameOverride: `${'b'.repeat(8)}-c` } }, `${'a'.repeat(53)}-${'b'.repeat(8)}`],
  ])('the Deployment is named as the chart names it: %j is %s', (options, deployment) => {
    expect(make(options).deployment).toBe(deployment);
  });

  test('its objects are in the cdk8s chart it is made in, and in one file each', () => {
    const chart = new Chart(Testing.app(), 'test');
    const operator = new OperatorValues(chart, 'operator', { platformRelease: '2026.07' });
    expect(chart.toJson()).toEqual(operator.applications);
    expect(operator.files()).toEqual([
      { path: 'apps/infrastructure/cloudnativepg.yaml', content: [named(operator, 'cloudnativepg')] },
      { path: 'apps/infrastructure/plugin-barman-cloud.yaml', content: [named(operator, 'plugin-barman-cloud')] },
    ]);
  });
});

describe('the plugin', () => {
  test('it is installed with releases that need it, in the namespace of the operator', () => {
    const plugin = named(make({ platformRelease: '2026.07', namespace: 'databases' }), 'plugin-barman-cloud');
    expect(plugin.spec.source).toMatchObject({ chart: 'plugin-barman-cloud', targetRevision: '0.7.0' });
    expect(plugin.spec.source.helm.valuesObject).toEqual({
      crds: { create: true },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    });
    expect(plugin.spec.destination.namespace).toBe('databases');
    expect(plugin.spec.syncPolicy.syncOptions).toContain('SkipDryRunOnMissingResource=true');
  });

  test('releases with in-tree backups do not have it', () => {
    expect(make({ platformRelease: '2025.10' }).applications.map(({ metadata }) => metadata.name)).toEqual(['cloudnativepg']);
  });
});

describe('prerequisites', () => {
  const operator = make({ prerequisites: { sealedSecrets: Prerequisite.INSTALL, certManager: Prerequisite.INSTALL } });

  test('nothing is installed that is there already', () => {
    const names = make({ prerequisites: { sealedSecrets: Prerequisite.EXISTING } }).applications.map(
      ({ metadata }) => metadata.name,
    );
    expect(names).toEqual(['cloudnativepg', 'plugin-barman-cloud']);
  });

  test('sealed-secrets is v0.40.0 where kubeseal looks for it, and nobody reaches it through the API server', () => {
    const { spec } = named(operator, 'sealed-secrets');
    expect(spec.source).toEqual({
      repoURL: 'https://bitnami.github.io/sealed-secrets',
      chart: 'sealed-secrets',
      targetRevision: '2.20.0',
      helm: {
        releaseName: 'sealed-secrets',
        valuesObject: {
          fullnameOverride: 'sealed-secrets-controller',
          rbac: { serviceProxier: { create: true, bind: false } },
        },
      },
    });
    expect(spec.destination.namespace).toBe('kube-system');
  });

  test('cert-manager brings its CRDs and stays in its namespace', () => {
    const { spec } = named(operator, 'cert-manager');
    expect(spec.source).toMatchObject({
      repoURL: 'https://charts.jetstack.io',
      chart: 'cert-manager',
      targetRevision: 'v1.21.2',
    });
    expect(spec.source.helm.valuesObject).toEqual({
      crds: { enabled: true },
      global: { leaderElection: { namespace: 'cert-manager' } },
    });
  });

  test('nothing waits for another, also where Argo CD assesses the health of Applications', () => {
    expect(operator.applications.map(({ metadata }) => metadata.name)).toEqual([
      'sealed-secrets',
      'cert-manager',
      'cloudnativepg',
      'plugin-barman-cloud',
    ]);
    for (const { metadata } of operator.applications) {
      expect(metadata.annotations).not.toHaveProperty('argocd.argoproj.io/sync-wave');
    }
  });
});

test('a second Kubernetes cluster gets its own Applications with the same release names', () => {
  const { applications } = make({
    platformRelease: '2026.07',
    nameSuffix: 'eu',
    destination: { name: 'prod-eu' },
    prerequisites: { certManager: Prerequisite.INSTALL },
  });
  expect(applications.map(({ metadata }) => metadata.name)).toEqual([
    'cert-manager-eu',
    'cloudnativepg-eu',
    'plugin-barman-cloud-eu',
  ]);
  expect(applications.map(({ spec }) => spec.source.helm.releaseName)).toEqual(['cert-manager', 'cnpg', 'plugin-barman-cloud']);
  expect(applications.map(({ spec }) => spec.destination.name)).toEqual(['prod-eu', 'prod-eu', 'prod-eu']);
});

test('no Application prunes, cascades or gives up at the first failure', () => {
  const prerequisites = { sealedSecrets: Prerequisite.INSTALL, certManager: Prerequisite.INSTALL };
  for (const { metadata, spec } of make({ prerequisites }).applications) {
    expect(metadata).not.toHaveProperty('finalizers');
    expect(spec.syncPolicy.automated.prune).toBe(false);
    expect(spec.syncPolicy.syncOptions).toContain('Delete=false');
    expect(spec.syncPolicy.retry.limit).toBe(20);
  }
});

test('all problems are reported at once', () => {
  const options: any = {
    platformRelease: '2026.70',
    releaseName: 'CNPG',
    podMonitor: 'yes',
    destination: { server: 'https://10.0.0.1', name: 'eu' },
    prerequisites: { certManager: 'instal' },
  };
  expect(() => make(options)).toThrow(/^5 problems/);
  expect(() => make(options)).toThrow(/OPTION_VALUE {2}releaseName/);
  expect(() => make(options)).toThrow(/OPTION_TYPE {2}podMonitor/);
  expect(() => make(options)).toThrow(/prerequisites.certManager[\s\S]*Did you mean install\?/);
  expect(() => make(options)).toThrow(/DESTINATION_AMBIGUOUS {2}destination/);
  expect(() => make(options)).toThrow(/RELEASE_UNKNOWN {2}platformRelease/);
});

describe('Argo CD', () => {
  const judge = Crds.missing ? undefined : Crds.forOperator('1.30.0');
  const prerequisites = { sealedSecrets: Prerequisite.INSTALL, certManager: Prerequisite.INSTALL };

  for (const { id } of PlatformRelease.all()) {
    testWhen(Crds.missing)(`its CRD accepts the Applications of ${id}`, () => {
      const { applications } = make({ platformRelease: id, prerequisites, destination: { name: 'eu' } });
      expect(applications.flatMap((application) => judge?.validate(application))).toEqual([]);
    });
  }
});
