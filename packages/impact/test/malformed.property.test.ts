import fc from 'fast-check';
import { EFFECTS, impactOf } from '../src';
import { manifests, OBJECTS } from './manifests';

const AROUND = {
  ...OBJECTS,
  flux: {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'db', namespace: 'flux-system' },
    spec: {
      path: './overlays',
      prune: true,
      components: ['../x'],
      postBuild: { substitute: { A: 'b' }, substituteFrom: [{ kind: 'ConfigMap', name: 'c' }] },
    },
  },
  release: {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'db' },
    spec: {
      chart: { spec: { chart: 'cluster', sourceRef: { name: 'cnpg' } } },
      chartRef: { kind: 'OCIRepository', name: 'o' },
      values: { a: 1 },
    },
  },
  source: {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: 'o' },
    spec: { url: 'oci://x/cloudnative-pg', ref: { tag: '1' } },
  },
  chart: {
    apiVersion: 'helm.sh/v2',
    kind: 'Chart',
    metadata: { name: 'c' },
    spec: { dependencies: [{ name: 'cluster', repository: 'cnpg' }], templates: {} },
  },
  deployment: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'd' },
    spec: { template: { spec: { containers: [{ image: 'cloudnative-pg' }] } } },
  },
};
const NAMES = Object.keys(AROUND) as (keyof typeof AROUND)[];

test('whatever stands in the manifests, there is a verdict', () => {
  // A key that hides a method of JavaScript's own makes a value that cannot be printed: no manifest has one.
  const anything = fc.jsonValue({ maxDepth: 2 }).filter((value) => !/"(?:toString|valueOf)":/.test(JSON.stringify(value)));
  const mutation = fc.record({ name: fc.constantFrom(...NAMES), at: fc.nat(), value: anything });
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), fc.boolean(), (mutations, isBefore) => {
      const objects: any = structuredClone(AROUND);
      for (const { name, at, value } of mutations) {
        const places = placesIn(objects[name]);
        const [parent, key] = places[at % places.length];
        parent[key] = value;
      }
      const sets = [set(structuredClone(AROUND)), set(objects)];
      const { worst } = isBefore ? impactOf(sets[1], sets[0]) : impactOf(sets[0], sets[1]);
      expect(EFFECTS).toContain(worst);
    }),
    { numRuns: 500 },
  );
});

function set({ operator, plugin, applicationSet, ...others }: any) {
  const { files, operatorVersion } = manifests();
  return {
    files,
    operatorVersion,
    builds: [
      { path: 'apps', objects: [operator, plugin, applicationSet].map((object) => ({ object })) },
      { path: 'overlays/prod', objects: Object.values(others).map((object) => ({ object })) },
    ],
  };
}

/** Every field below an object's kind and apiVersion, as what holds it and its key. */
function placesIn(node: any): [any, string][] {
  return typeof node === 'object' && node !== null
    ? Object.keys(node)
        .filter((key) => key !== 'kind' && key !== 'apiVersion')
        .flatMap((key): [any, string][] => [[node, key], ...placesIn(node[key])])
    : [];
}
