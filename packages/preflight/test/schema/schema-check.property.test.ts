import * as fc from 'fast-check';
import { FactSet } from '../../src/schema/fact-set';
import { schemaFindings } from '../../src/schema/schema-check';
import { arbitraryObject } from './arbitrary-object';

const KINDS: [set: string, version: string, apiVersion: string, kind: string][] = [
  ...['1.27.0', '1.28.0', '1.29.0', '1.30.0'].flatMap((version) =>
    FactSet.named(`cnpg-${version}`).kinds.map((key): [string, string, string, string] => [
      `cnpg-${version}`,
      version,
      'postgresql.cnpg.io/v1',
      key.split('/')[2],
    ]),
  ),
  ['barman-cloud-0.14.0', '1.30.0', 'barmancloud.cnpg.io/v1', 'ObjectStore'],
  ['sealed-secrets-0.36.6', '1.30.0', 'bitnami.com/v1alpha1', 'SealedSecret'],
  ['argo-cd-3.5.1', '1.30.0', 'argoproj.io/v1alpha1', 'Application'],
  ['prometheus-operator', '1.30.0', 'monitoring.coreos.com/v1', 'PodMonitor'],
];
const withSpec = KINDS.filter(([set, , apiVersion, kind]) => FactSet.named(set).at(apiVersion, kind, ['spec']));

describe.each(withSpec)('random objects of %s (operator %s) %s %s', (set, version, apiVersion, kind) => {
  const objects = arbitraryObject(set, apiVersion, kind);

  it('are valid when the facts made them', () => {
    fc.assert(
      fc.property(objects, (object) => expect(schemaFindings(object, version)).toEqual([])),
      { numRuns: 20 },
    );
  });

  it('pass, or give findings with a path, when something in them was replaced', () => {
    fc.assert(
      fc.property(objects, fc.nat(), fc.anything(), (object, where, what) => {
        const places = leaves(object.spec, []);
        if (places.length === 0) return;
        const place = places[where % places.length];
        place.parent[place.key] = what;
        for (const finding of schemaFindings(object, version)) {
          expect(finding.rule).toMatch(/^SCHEMA-/);
          expect(finding.path).not.toBe('');
        }
      }),
      { numRuns: 30 },
    );
  });
});

function leaves(parent: any, found: { parent: any; key: string }[]): { parent: any; key: string }[] {
  for (const key of Object.keys(parent ?? {})) {
    found.push({ parent, key });
    if (typeof parent[key] === 'object') leaves(parent[key], found);
  }
  return found;
}
