import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readYaml, testWhen } from '@pgplatform/test-kit';
import { generate } from './generated';

const FOLDER = resolve(__dirname, '../../../../shared/design/reference-manifests');
const missing = existsSync(FOLDER) ? undefined : '../shared/design is not here';

const generated = (file: string) =>
  generate({
    walStorage: '5Gi' as any,
    networkPolicy: { clientNamespaceLabels: { 'postgres.acme.io/client': 'true' } },
    parameters: { max_slot_wal_keep_size: '3GB' },
  })
    .files()
    .find(({ path }) => path === file)?.content[0];

const reference = (file: string) => readYaml(readFileSync(join(FOLDER, file), 'utf8'))[0];

describe.each(['kustomization', 'network-policy', 'object-store', 'cluster', 'scheduled-backup', 'pod-monitor'])(
  '%s.yaml',
  (name) => {
    testWhen(missing)('is the reference manifest, but for what was decided later', () => {
      const file = `infrastructure/postgres/base/${name}.yaml`;
      const expected = reference(file);
      if (name === 'object-store') {
        expected.spec.configuration.wal.maxParallel = 2; // in-tree Barman shares PostgreSQL's memory; the plugin keeps the figure
      }
      if (name === 'scheduled-backup') {
        expected.metadata.annotations['argocd.argoproj.io/sync-options'] = 'Prune=false,Delete=false';
      }
      if (expected.metadata) {
        const { 'argocd.argoproj.io/sync-wave': _, ...annotations } = expected.metadata.annotations; // one wave: nothing waits
        expected.metadata = { name: expected.metadata.name, ...(Object.keys(annotations).length > 0 && { annotations }) };
      }
      if (name === 'cluster') {
        Object.assign(expected.spec.postgresql.parameters, {
          work_mem: '5MB',
          max_parallel_workers: '1',
          max_parallel_workers_per_gather: '0',
          max_parallel_maintenance_workers: '0',
          max_wal_size: '1024MB',
        });
      }
      expect(generated(file)).toEqual(expected);
    });
  },
);
