import type { GeneratedChange } from '../../src/upgrade/regeneration';
import { dataProblems, guardProblems } from '../../src/upgrade/step-guards';

function change(from: string, to: string, paths: string[], operator = '1.28.1'): GeneratedChange {
  const changes = paths.map((path) => ({ object: 'Cluster/postgres-prod/pg', path, effect: 'rolling update' }));
  return {
    before: { platformRelease: from, operator: { version: operator } },
    after: { platformRelease: to },
    report: { databases: [{ namespace: 'postgres-prod', cluster: 'pg', changes }], applications: [], failed: false },
  } as unknown as GeneratedChange;
}

const codes = (given: GeneratedChange) => guardProblems(given).map(({ code, path }) => `${code} ${path}`);

test.each([
  ['2025.10', '2026.02-operator'],
  ['2026.07-image', '2026.07-plugin'],
])('a step of an operator or a plugin (%s to %s) that changes a Cluster is a mistake', (from, to) => {
  expect(codes(change(from, to, ['spec.instances']))).toEqual(['STEP_TOUCHES_CLUSTER Cluster/postgres-prod/pg']);
  expect(codes(change(from, to, []))).toEqual([]);
});

test('another step may change a Cluster', () => {
  expect(codes(change('2026.02-operator', '2026.02', ['spec.monitoring.enablePodMonitor']))).toEqual([]);
  expect(codes(change('2026.02', '2026.02', ['spec.instances']))).toEqual([]);
});

test('image and parameters of one Cluster are not changed together while the operator is 1.27', () => {
  const both = ['spec.imageName', 'spec.postgresql.parameters.work_mem'];
  expect(codes(change('2025.10', '2025.10', both, '1.27.0'))).toEqual(['IMAGE_AND_PARAMETERS Cluster/postgres-prod/pg']);
  expect(codes(change('2025.10', '2025.10', both.slice(1), '1.27.0'))).toEqual([]);
  expect(codes(change('2026.02', '2026.02', both, '1.28.1'))).toEqual([]);
});

test('data that nobody agreed to lose stops a step', () => {
  const given = change('2026.02', '2026.06', []);
  const gone = { object: 'Cluster/postgres-prod/pg', effect: 'destroys data' };
  const report = { ...given.report, failed: true, applications: [{ changes: [gone] }] } as unknown as GeneratedChange['report'];
  expect(dataProblems(given)).toEqual([]);
  expect(dataProblems({ ...given, report })).toMatchObject([
    { code: 'UPGRADE_DESTROYS_DATA', given: 'Cluster/postgres-prod/pg' },
  ]);
});

test('a database that would stay down stops a step', () => {
  const given = change('2026.02', '2026.06', []);
  const down = { object: 'Cluster/postgres-prod/pg', effect: 'outage' };
  const report = { ...given.report, databases: [{ changes: [down, down] }] } as unknown as GeneratedChange['report'];
  expect(dataProblems({ ...given, report })).toMatchObject([{ code: 'UPGRADE_OUTAGE', given: 'Cluster/postgres-prod/pg' }]);
});
