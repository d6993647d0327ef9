import { type ConfigProblem, PlatformRelease } from '@pgplatform/core';
import { testWhen } from '@pgplatform/test-kit';
import Ajv from 'ajv';
import { Chart, Testing } from 'cdk8s';
import { OperatorValues, type OperatorValuesOptions } from '../src';
import { chartSchemas, missingSchemas, schemaOf, structs } from './chart-schemas';

function make(options: OperatorValuesOptions = {}): OperatorValues {
  return new OperatorValues(new Chart(Testing.app(), 'test'), 'operator', options);
}

/** The names that a struct of the options has, as the problem for a wrong name lists them. */
function namesAt(option: string, path: string[]): string[] {
  const problems: ConfigProblem[] = [];
  const value = path.reduceRight<any>((inner, name) => ({ [name]: inner }), { '?': 1 });
  OperatorValues.SHAPE.read({ [option]: value }, '', problems);
  return problems.find((problem) => problem.code === 'OPTION_UNKNOWN')?.allowed?.split(', ') ?? [];
}

function problemsOf(options: any): string[] {
  try {
    make(options);
  } catch (error: any) {
    return error.problems.map((problem: ConfigProblem) => `${problem.code} ${problem.path}: ${problem.fix}`);
  }
  return [];
}

/** Keys that came later than a chart, and the key that exists only to be explained. */
const LATER: Record<string, string[]> = {
  '0.26.0': ['global'],
  '0.26.1': ['global'],
  '0.27.0': ['global'],
  '0.28.0': ['global'],
};

for (const [option, chart] of [
  ['values', 'cloudnative-pg'],
  ['pluginValues', 'plugin-barman-cloud'],
]) {
  testWhen(missingSchemas)(`${option} has exactly the keys of every ${chart} chart, at every depth`, () => {
    const schemas = chartSchemas(chart);
    expect(schemas.length).toBeGreaterThan(1);
    for (const [version, schema] of schemas) {
      for (const [path, names] of structs(schema)) {
        const explained = path.join('.') === 'webhook' ? ['resources'] : [];
        const known = namesAt(option, path).filter(
          (name) => ![...explained, ...(path.length ? [] : (LATER[version] ?? []))].includes(name),
        );
        expect([version, path, known.sort()]).toEqual([version, path, names]);
      }
    }
  });
}

for (const release of PlatformRelease.all()) {
  testWhen(missingSchemas)(`the charts of ${release.id} accept the default values`, () => {
    for (const { spec } of make({ platformRelease: release.id }).applications) {
      const accepts = new Ajv({ strict: false }).compile(schemaOf(spec.source.chart, spec.source.targetRevision));
      accepts(spec.source.helm.valuesObject);
      expect(accepts.errors ?? []).toEqual([]);
    }
  });
}

test('a key that the chart of the release lacks is a problem that names the release that has it', () => {
  expect(problemsOf({ platformRelease: '2025.10', values: { global: { a: 1 } } })).toEqual([
    'VALUES_KEY_NOT_IN_CHART values.global: Remove it, or move to release 2026.06.',
  ]);
  expect(problemsOf({ platformRelease: '2026.06', values: { global: { a: 1 } } })).toEqual([]);
});

test('resources of the webhook, which no chart has, are explained instead of ignored', () => {
  const values = { webhook: { resources: { requests: { cpu: '200m', memory: '256Mi' } } } };
  expect(problemsOf({ values })).toEqual(['VALUES_KEY_NOT_IN_CHART values.webhook.resources: Set values.resources.']);
  expect(() => make({ values } as any)).toThrow(/One container is both controller and webhook/);
});

test('a mistyped key at any depth is a problem with the nearest name', () => {
  expect(problemsOf({ values: { monitoring: { podMonitorEnable: true }, tolleration: [] } })).toEqual([
    'OPTION_UNKNOWN values.monitoring.podMonitorEnable: Did you mean podMonitorEnabled?',
    'OPTION_UNKNOWN values.tolleration: Did you mean tolerations?',
  ]);
});

test('what would break the installation without a word is refused', () => {
  expect(
    problemsOf({
      platformRelease: '2026.07',
      values: { namespaceOverride: 'elsewhere', service: { name: 'webhook' }, image: { tag: '1.29.2' } },
      pluginValues: { service: { name: 'barman' }, sidecarImage: { tag: 'v0.12.0' } },
    }).map((problem) => problem.split(':')[0]),
  ).toEqual([
    'VALUES_NAMESPACE values.namespaceOverride',
    'VALUES_FIXED values.service.name',
    'VALUES_IMAGE_TAG values.image.tag',
    'VALUES_FIXED pluginValues.service.name',
    'VALUES_IMAGE_TAG pluginValues.sidecarImage.tag',
  ]);
});

test('the tag of the release itself, with a digest for instance, is accepted', () => {
  expect(problemsOf({ platformRelease: '2026.07', values: { image: { tag: '1.30.0@sha256:abc' } } })).toEqual([]);
  expect(problemsOf({ platformRelease: '2026.07', pluginValues: { image: { tag: 'v0.13.0' } } })).toEqual([]);
});

test('values for a plugin that the release does not have are refused', () => {
  expect(problemsOf({ platformRelease: '2025.10', pluginValues: {} })).toEqual([
    'PLUGIN_NOT_IN_RELEASE pluginValues: Remove pluginValues.',
  ]);
});
