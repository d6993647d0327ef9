import fc from 'fast-check';
import { LIMITS } from '../../src';
import { application, applicationSet, applierOf, fileOf, flux, graphOf, HERE, map, reachersOf, statesOf } from './trees';

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

it.each(NAMES)('a name of input is only a name: %s', (name) => {
  const list = `{"${name}": "${name}"}`;
  const graph = graphOf({
    [`${name}/app.yaml`]: application(name, `${name}/a`),
    [`${name}/a/kustomization.yaml`]: `{"resources": ["m.yaml"], "${name}": [], "configMapGenerator": [{"name": "${name}", "literals": ["${name}=a"]}]}`,
    [`${name}/a/m.yaml`]: map('m'),
    'set.yaml': JSON.stringify(applicationSet([{ list: { elements: ['E'] } }], `a/{{index . "${name}"}}`, { name: 's' })).replace(
      '"E"',
      list,
    ),
    'ks.yaml': flux('f', 'a', { postBuild: { substituteFrom: [{ kind: 'ConfigMap', name }] } }),
    [`a/${name}/x.yaml`]: map('x'),
  });
  expect(applierOf(graph, name).sources[0].problems).toEqual([
    `${name}/a/kustomization.yaml: ${name} is a field that is not known here.`,
  ]);
  expect(fileOf(graph, `a/${name}/x.yaml`).state).toBe('applied');
  expect(applierOf(graph, 'f').substitutions?.variables.map((one) => one.name)).toEqual([name]);
  expect(({} as any).polluted).toBeUndefined();
});

it('anything in the place of anything gives a graph', () => {
  const junk = fc.oneof(
    fc.constantFrom(null, true, 0, '', 'x', '{{', '{{.a', '{{ index }}', '${', [], {}, [[]], [null], ['a'], { a: null }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const places = [
    (value: unknown) => application('x', 'a', { spec: value as any }),
    (value: unknown) => application('x', 'a', { spec: { source: value } }),
    (value: unknown) => application('x', 'a', { spec: { sources: value, destination: value, syncPolicy: value } }),
    (value: unknown) =>
      application('x', 'a', {
        source: { path: value, helm: value, directory: value, kustomize: { components: value } } as any,
        metadata: value as any,
      }),
    (value: unknown) =>
      applicationSet(value as any, 'a', { spec: { goTemplateOptions: value, templatePatch: value, syncPolicy: value } }),
    (value: unknown) =>
      applicationSet(
        [
          { list: { elements: value } },
          { git: value },
          { matrix: value },
          { merge: { generators: value, mergeKeys: value } },
        ] as any,
        '{{.a}}',
        { template: value as any },
      ),
    (value: unknown) =>
      applicationSet([{ git: { repoURL: HERE, directories: value, files: value, values: value } }, value] as any, 'a'),
    (value: unknown) =>
      flux('x', value as any, {
        sourceRef: value,
        postBuild: { substitute: value, substituteFrom: value },
        components: value,
        kubeConfig: value,
      }),
    (value: unknown) => ({
      ...flux('x', 'a'),
      kind: 'HelmRelease',
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      spec: { chart: { spec: value }, chartRef: value },
    }),
    (value: unknown) => ({ ...map('x'), metadata: value, data: value }),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...places), junk, (place, value) => {
      const graph = graphOf({
        'x.yaml': JSON.stringify(place(value)),
        'a/kustomization.yaml': JSON.stringify({ resources: value, configMapGenerator: value }),
        'a/a.yaml': map('a'),
      });
      expect(graph.files.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

it('kustomizations that take each other in end, and so do the deepest', () => {
  const deep = Object.fromEntries(
    Array.from({ length: 3000 }, (_, at) => [`d${at}/kustomization.yaml`, { resources: [`../d${at + 1}`, 'a.yaml'] }]),
  );
  const graph = graphOf({
    ...deep,
    'd3000/kustomization.yaml': { resources: ['../d0', 'last.yaml'] },
    'd3000/last.yaml': map('last'),
    'app.yaml': application('x', 'd0'),
  });
  expect(fileOf(graph, 'd3000/last.yaml').state).toBe('applied');
});

it('more appliers than are followed are said, and then nothing is said to be not applied', () => {
  const elements = Array.from({ length: 200 }, () => ({}));
  const generators = [{ matrix: { generators: [{ list: { elements } }, { list: { elements } }] } }];
  const graph = graphOf({ 'set.yaml': applicationSet(generators, 'a'), 'a/a.yaml': map('a'), 'b/b.yaml': map('b') });
  expect(graph.appliers.length).toBeLessThanOrEqual(LIMITS.graph.appliers);
  expect(graph.notices.join()).toContain(`More than ${LIMITS.graph.appliers} appliers`);
  expect(statesOf(graph)['b/b.yaml']).toBe('perhaps');
});

it('many appliers of many files stop at the limit of pairs', () => {
  const files = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`all/m${at}.yaml`, JSON.stringify(map('m'))]));
  const applications = Array.from({ length: 1001 }, (_, at) => application(`x${at}`, 'all'));
  const graph = graphOf({ ...files, 'apps.yaml': applications });
  expect(graph.notices.join()).toContain(`More than ${LIMITS.graph.reaches} pairs`);
  expect(graph.files.reduce((count, { appliers }) => count + appliers.length, 0)).toBeLessThanOrEqual(LIMITS.graph.reaches);
});

it('many shapes of paths stop at the limit of comparisons', () => {
  const shapes = Array.from({ length: 1500 }, (_, at) => application(`x${at}`, `{{ .x${at} }}/k`));
  const folders = Object.fromEntries(Array.from({ length: 1500 }, (_, at) => [`f${at}/a.txt`, '']));
  expect(graphOf({ ...folders, 'apps.yaml': shapes }).notices.join()).toContain('comparisons of a pattern with a path');
});

it('many appliers of the file that defines them all stop at the limit', () => {
  const graph = graphOf({ 'apps.yaml': Array.from({ length: 3000 }, (_, at) => application(`x${at}`, '.')) });
  expect(graph.notices.join()).toContain(`More than ${LIMITS.graph.reaches} pairs`);
  expect(graph.appliers.reduce((count, { madeBy }) => count + madeBy.length, 0)).toBeLessThanOrEqual(LIMITS.graph.reaches);
  expect(new Set(graph.appliers.map(({ origin }) => origin))).toEqual(new Set(['applied', 'perhaps applied']));
});

it('lists of any length are read: values, generators, problems', () => {
  const long = Array.from({ length: 200_000 }, (_, at) => at);
  const element = Object.fromEntries(long.map((at) => [`k${at}`, 'v']));
  const graph = graphOf({
    'old.yaml': applicationSet([{ list: { elements: [element] } }], 'a', { name: 'old', spec: { goTemplate: false } }),
    'matrix.yaml': applicationSet(
      [{ matrix: { generators: [{ list: { elements: [{}] } }, { list: { elements: [element] } }] } }],
      'a',
      { name: 'm' },
    ),
    'app.yaml': application('x', 'k'),
    'k/kustomization.yaml': { resources: long.slice(0, 2000).map((at) => `none${at}.yaml`) },
    'a/a.yaml': map('a'),
  });
  expect(reachersOf(graph, 'a/a.yaml')).toEqual(['m', 'old']);
  const { problems } = applierOf(graph, 'x').sources[0];
  expect([problems.length, problems.at(-1)]).toEqual([101, 'There are more.']);
});
