import fc from 'fast-check';
import { Preflight } from '../../src/preflight';
import { bootstrapCases } from './cases/bootstrap-cases';
import { celCases } from './cases/cel-cases';
import { changeCases } from './cases/change-cases';
import { instanceCases } from './cases/instance-cases';
import { objectCases } from './cases/object-cases';
import { serviceCases } from './cases/service-cases';
import { warningCases } from './cases/warning-cases';

const manifests = [bootstrapCases, instanceCases, serviceCases, warningCases, changeCases, objectCases, celCases]
  .flat()
  .flatMap(({ accepted, refused }) => [...accepted, ...refused.map(([manifest]) => manifest)])
  .flatMap((manifest) => ('from' in manifest ? [manifest.from, manifest.to] : [manifest]));
const manifest = fc.constantFrom(...manifests);
const version = fc.constantFrom('1.27.0', '1.28.4', '1.29.0', '1.30.0', '1.31.0', '', 'x');
const junk = fc.oneof(
  fc
    .constantFrom<any>(
      null,
      undefined,
      [],
      {},
      [null],
      [[]],
      { name: null },
      { name: [] },
      '',
      0,
      -1,
      true,
      Number.NaN,
      '__proto__',
      new Date(0),
    )
    .map((value) => structuredClone(value)),
  fc.anything(),
);

/** A manifest with some places in it replaced by anything at all. */
const broken = fc
  .tuple(manifest, fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 4 }))
  .map(([given, replacements]) => {
    const copy = structuredClone(given);
    for (const [choice, value] of replacements) {
      const all = places(copy);
      const [container, key] = all[choice % all.length];
      container[key] = value;
    }
    return copy;
  });

test('what is malformed at any depth gets findings, or none, but no exception', () => {
  fc.assert(
    fc.property(broken, broken, version, (one, other, operatorVersion) => {
      for (const finding of [...Preflight.admit(one, operatorVersion), ...Preflight.admitUpdate(one, other, operatorVersion)]) {
        expect(finding.why).not.toBe('');
        expect(finding.pointer).toMatch(/^(\/|$)/);
      }
    }),
    { numRuns: 3000 },
  );
});

test('what is no object at all is nobody’s', () => {
  for (const value of [undefined, null, 1, 'x', [], {}, { apiVersion: 1 }, { apiVersion: 'postgresql.cnpg.io/v1' }]) {
    expect(Preflight.admit(value, '1.30.0')).toEqual([]);
    expect(Preflight.admitUpdate(value, value, '1.30.0')).toEqual([]);
    expect(Preflight.default(value, '1.30.0')).toEqual(value);
  }
});

test('what refers to itself comes to an end', () => {
  const cyclic: any = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Backup',
    metadata: { name: 'b' },
    spec: { cluster: { name: 'c' } },
  };
  cyclic.spec.self = cyclic.spec;
  expect(Preflight.admitUpdate(cyclic, { ...cyclic, spec: { ...cyclic.spec, target: 'primary' } }, '1.30.0')).toHaveLength(1);
  expect(Preflight.default(cyclic, '1.30.0').spec.method).toBe('barmanObjectStore');
});

test('nothing given is changed', () => {
  fc.assert(
    fc.property(manifest, manifest, version, (one, other, operatorVersion) => {
      const [oneBefore, otherBefore] = [JSON.stringify(one), JSON.stringify(other)];
      freeze(one);
      freeze(other);
      Preflight.admit(one, operatorVersion);
      Preflight.admitUpdate(one, other, operatorVersion);
      const defaulted = Preflight.default(one, operatorVersion);
      defaulted.spec = {};
      expect([JSON.stringify(one), JSON.stringify(other)]).toEqual([oneBefore, otherBefore]);
    }),
  );
});

test('a default that is there stays: defaulting twice is defaulting once', () => {
  fc.assert(
    fc.property(manifest, version, (one, operatorVersion) => {
      const once = Preflight.default(one, operatorVersion);
      expect(Preflight.default(once, operatorVersion)).toEqual(once);
    }),
  );
});

function places(value: any): [any, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [[value, key] as [any, string], ...places(value[key])]);
}

function freeze(value: any): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const key of Object.keys(value)) freeze(value[key]);
}
