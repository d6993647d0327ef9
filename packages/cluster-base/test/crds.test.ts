import { PlatformRelease } from '@pgplatform/core';
import { Crds, testWhen } from '@pgplatform/test-kit';
import fc from 'fast-check';
import { PodAntiAffinity } from '../src';
import { generate } from './generated';
import { validOptions } from './valid-options';

const serviceAccountAnnotations = { role: 'backups' };

/** Between them they use every option that changes a custom resource. */
const VARIANTS: Record<string, any> = {
  'the defaults': {},
  'three instances with everything': {
    instances: 3,
    walStorage: '5Gi',
    networkPolicy: {},
    longhornStorageClass: true,
    deletionProtection: {},
    bootstrap: { recovery: { serverName: 'old', path: 'old', targetTime: '2026-11-22T05:30:00Z' } },
    affinity: {
      podAntiAffinity: PodAntiAffinity.REQUIRED,
      nodeSelector: { pool: 'databases' },
      tolerations: [{ key: 'dedicated', value: 'postgres', effect: 'NoExecute', seconds: 60 }],
      topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone' }],
    },
    backup: {
      s3: {
        bucket: 'backups',
        endpointUrl: 'https://minio.example.com',
        endpointCa: { name: 'ca', key: 'ca.crt' },
        region: { name: 'region', key: 'region' },
        serviceAccountAnnotations,
      },
    },
    clusterPatch: { spec: { priorityClassName: 'high', postgresql: { pg_hba: ['local all all peer'] } } },
  },
  'an IAM role': { backup: { s3: { bucket: 'backups', inheritFromIamRole: true, serviceAccountAnnotations } } },
  'Azure by SAS token': { backup: { azure: { url: 'https://acme.blob.core.windows.net/backups', credentials: 'sas-token' } } },
  'Azure by identity': {
    backup: { azure: { url: 'https://acme.blob.core.windows.net/backups', credentials: 'managed-identity' } },
  },
  'Google by service account': { backup: { google: { bucket: 'backups' } } },
  'Google by identity': { backup: { google: { bucket: 'backups', gkeEnvironment: true } } },
  'deferred backups': { backup: { deferred: 'no bucket yet' }, monitoring: { podMonitor: false } },
};

/** What the CRDs say against the generated custom resources. */
function unknownFields(options: any, crds: Crds): string[] {
  const objects = generate(options).manifests.filter((object) => crds.covers(object));
  expect(objects.length).toBeGreaterThan(0);
  return objects.flatMap((object) => crds.validate(object));
}

for (const { id: platformRelease, operatorVersion } of PlatformRelease.all()) {
  testWhen(Crds.missing)(`${platformRelease}: the CRDs of operator ${operatorVersion} know every field`, () => {
    const crds = Crds.forOperator(operatorVersion);
    for (const [title, options] of Object.entries(VARIANTS)) {
      expect([title, ...unknownFields({ platformRelease, ...options }, crds)]).toEqual([title]);
    }
    fc.assert(
      fc.property(validOptions, (options) => {
        expect(unknownFields({ ...options, platformRelease }, crds)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
}
