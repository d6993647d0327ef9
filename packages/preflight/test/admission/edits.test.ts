import type { Finding } from '../../src/finding';
import { Preflight } from '../../src/preflight';
import { applyEdits } from '../repository/apply-edits';
import { annotated, clusterSpec, merged, object, parameters } from './manifest';

const broken: [string, any][] = [
  ['CL-CFG-1', parameters({ log_rotation_age: '1d', work_mem: '4MB' })],
  ['CL-CFG-6', parameters({ shared_buffers: '256M' })],
  ['CL-CFG-8', parameters({ wal_log_hints: 'off' }, { instances: 2 })],
  ['CL-ANN-1', annotated('cnpg.io/hibernation', 'true')],
  ['CL-SVC-1', clusterSpec({ managed: { services: { disabledDefaultServices: ['ro', 'rw'] } } })],
  ['CL-W-5', parameters({ shared_buffers: '256' })],
  ['BK-2', object('Backup', { cluster: { name: 'c' }, online: true })],
  ['CEL-CLUSTER-BUILTIN-LOCALE-PROVIDER', clusterSpec({ bootstrap: { initdb: { builtinLocale: 'C.UTF-8' } } })],
];

test.each(broken)('the edits of %s resolve it and bring nothing new', (rule, given) => {
  const before = Preflight.admit(given, '1.30.0');
  const finding = before.find((candidate) => candidate.rule === rule)!;
  const edited = structuredClone(given);
  applyEdits(edited, finding.edits!);
  expect(rules(Preflight.admit(edited, '1.30.0'))).toEqual(rules(before.filter((other) => other !== finding)));
});

test('a WAL volume that was dropped is put back as it was written', () => {
  const from = clusterSpec({ walStorage: { size: '2Gi' } });
  const [finding] = Preflight.admitUpdate(from, clusterSpec({}), '1.30.0');
  expect(finding.edits).toEqual([{ pointer: '/spec/walStorage', value: { size: '2Gi' } }]);
});

test('what the author meant is not guessed', () => {
  const [finding] = Preflight.admit(merged(clusterSpec({}), { spec: { storage: { size: '10Gb' } } }), '1.30.0');
  expect([finding.rule, finding.edits]).toEqual(['CL-STO-1', undefined]);
});

function rules(findings: Finding[]): string[] {
  return findings.map(({ rule }) => rule);
}
