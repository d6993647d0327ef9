import { inForce } from '@pgplatform/facts';
import { admissionRules } from '../../src/admission/admission';
import { ClusterView } from '../../src/admission/cluster/cluster-view';
import { type Finding, findingOf } from '../../src/finding';
import { Preflight } from '../../src/preflight';
import { Phase } from '../../src/rule';
import { bootstrapCases } from './cases/bootstrap-cases';
import { celCases } from './cases/cel-cases';
import { changeCases } from './cases/change-cases';
import { instanceCases } from './cases/instance-cases';
import { objectCases } from './cases/object-cases';
import { serviceCases } from './cases/service-cases';
import { warningCases } from './cases/warning-cases';
import type { Manifest, RuleCase } from './rule-case';

const VERSIONS = [0, 1, 2, 3, 4].flatMap((patch) => [27, 28, 29, 30].map((minor) => `1.${minor}.${patch}`));
const CASES: RuleCase[] = [
  ...bootstrapCases,
  ...instanceCases,
  ...serviceCases,
  ...warningCases,
  ...changeCases,
  ...objectCases,
  ...celCases,
];

test('every rule has a case, and every case a rule', () => {
  expect(CASES.map(({ rule }) => rule).sort()).toEqual(
    Preflight.rules()
      .map(({ id }) => id)
      .sort(),
  );
});

test('no two rules share an id', () => {
  const ids = Preflight.rules().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(Preflight.rules().map((rule) => [rule.id, rule] as const))(
  '%s says what it wants and where it comes from',
  (_, rule) => {
    expect(rule.says).toMatch(/^[^\n]+\.$/);
    expect(rule.fix).toMatch(/^[^\n]+\.$/);
    expect(rule.source).toMatch(/^(cloudnative-pg|plugin-barman-cloud|sigs\.k8s\.io)/);
    expect(rule.kinds.length).toBeGreaterThan(0);
    expect(rule).not.toHaveProperty('check');
  },
);

describe.each(CASES.map((given) => [given.rule, given] as const))('%s', (id, { accepted, refused, edges = [], unreachable }) => {
  const rule = admissionRules.find((candidate) => candidate.id === id)!;
  const judge = unreachable ? judgeAsIs : judgeDefaulted;
  const pathsOf = (manifest: Manifest, version: string) =>
    judge(manifest, version)
      .filter((finding) => finding.rule === id)
      .map(({ path }) => path);
  const knowing = VERSIONS.filter((version) => inForce(version, rule));
  const ignorant = VERSIONS.filter((version) => !inForce(version, rule));

  test('it accepts what the operator accepts', () => {
    for (const manifest of accepted) for (const version of VERSIONS) expect(pathsOf(manifest, version)).toEqual([]);
  });

  test('it refuses what the operator refuses, and names the field', () => {
    for (const [manifest, path] of refused) for (const version of knowing) expect(pathsOf(manifest, version)).toContain(path);
  });

  test('versions that do not know it say nothing', () => {
    for (const [manifest] of refused) for (const version of ignorant) expect(pathsOf(manifest, version)).toEqual([]);
    expect(ignorant.length > 0).toBe(Boolean(rule.since ?? rule.until));
  });

  test('a verdict that changed with a version changes with that version', () => {
    for (const { manifest, refusedBy, acceptedBy } of edges) {
      for (const version of refusedBy) expect([version, pathsOf(manifest, version).length > 0]).toEqual([version, true]);
      for (const version of acceptedBy) expect([version, pathsOf(manifest, version)]).toEqual([version, []]);
    }
    expect(refused.length * accepted.length).toBeGreaterThan(0);
  });

  function judgeDefaulted(manifest: Manifest, version: string): Finding[] {
    return 'from' in manifest ? Preflight.admitUpdate(manifest.from, manifest.to, version) : Preflight.admit(manifest, version);
  }

  function judgeAsIs(manifest: Manifest, version: string): Finding[] {
    if (!inForce(version, rule)) return [];
    const view = (object: any, isNew: boolean) => new ClusterView(object, object, version, isNew);
    const now = manifest.to ?? manifest;
    const seen = rule.phase === Phase.UPDATE ? { now: view(now, false), before: view(manifest.from, false) } : view(now, true);
    return [...rule.check(seen)].map((violation) => findingOf(rule, now, violation));
  }
});
