import { Model, type PlatformModel } from '@pgplatform/core';
import { planPlatform } from '../src/platform';

const IN_CLUSTER = 'https://kubernetes.default.svc';
const SERVER = { server: 'https://prod.example.com:6443' };

function plan(environments: any[], previous?: PlatformModel) {
  const made = planPlatform({ options: { name: 'payments-db', team: 'payments', environments }, previous, today: '2026-11-22' });
  expect(made.problems).toEqual([]);
  return { model: Model.parse(JSON.stringify(made.model)), operators: operators(made.files.map(({ path }) => path)) };
}

const operators = (paths: string[]) =>
  paths.flatMap((path) => /^apps\/infrastructure\/(cloudnativepg.*)\.yaml$/.exec(path)?.[1] ?? []);
const written = ({ destinations, ...model }: PlatformModel): PlatformModel => model;

test('a second Kubernetes cluster leaves the Applications of the first as they are, also before it in the list', () => {
  const { model } = plan([{ name: 'prod' }]);
  expect(plan([{ name: 'prod' }, { name: 'dr', destination: SERVER }], model).operators).toEqual([
    'cloudnativepg',
    'cloudnativepg-prod-example-com',
  ]);
  expect(plan([{ name: 'dr', destination: SERVER }, { name: 'prod' }], model).operators.sort()).toEqual([
    'cloudnativepg',
    'cloudnativepg-prod-example-com',
  ]);
});

test('a Kubernetes cluster that is gone keeps its names: they are not given to another, and it gets them back', () => {
  const both = plan([{ name: 'prod' }, { name: 'dr', destination: SERVER }]).model;
  const alone = plan([{ name: 'dr', destination: SERVER }], both);
  expect(alone.operators).toEqual(['cloudnativepg-prod-example-com']);
  const other = plan(
    [
      { name: 'dr', destination: SERVER },
      { name: 'eu', destination: { name: 'eu' } },
    ],
    alone.model,
  );
  expect(other.operators).toEqual(['cloudnativepg-prod-example-com', 'cloudnativepg-eu']);
  expect(plan([{ name: 'prod' }], other.model).operators).toEqual(['cloudnativepg']);
  expect(other.model.destinations).toEqual([
    { id: IN_CLUSTER },
    { id: SERVER.server, suffix: 'prod-example-com' },
    { id: 'eu', suffix: 'eu' },
  ]);
});

test('two API servers of one host have two names', () => {
  const environments = [6443, 7443, 8443].map((port) => ({
    name: `p${port}`,
    destination: { server: `https://prod.example.com:${port}` },
  }));
  expect(plan([{ name: 'stage' }, ...environments]).operators).toEqual([
    'cloudnativepg',
    'cloudnativepg-prod-example-com',
    'cloudnativepg-prod-example-com-2',
    'cloudnativepg-prod-example-com-3',
  ]);
});

describe('a repository of 0.2.0, whose model has no names', () => {
  test('of one Kubernetes cluster has the name without an ending', () => {
    const old = written(plan([{ name: 'prod', destination: SERVER }]).model);
    expect(plan([{ name: 'stage' }, { name: 'prod', destination: SERVER }], old).operators).toEqual([
      'cloudnativepg-in-cluster',
      'cloudnativepg',
    ]);
  });

  test('of several has an ending for each', () => {
    const environments = [{ name: 'prod' }, { name: 'dr', destination: SERVER }];
    const old = written(plan(environments).model);
    expect(plan(environments, old).operators).toEqual(['cloudnativepg-in-cluster', 'cloudnativepg-prod-example-com']);
    expect(plan([environments[0]], old).operators).toEqual(['cloudnativepg-in-cluster']);
  });
});
