import { createContext, runInContext } from 'node:vm';
import { type ConfigProblem, Cpu, CronSchedule, ImageReference, Shape, Size } from '../src';

const ENVIRONMENT = Shape.struct(
  {
    name: Shape.dnsLabel(),
    storage: Shape.size(),
    instances: Shape.integer(1, 9),
    labels: Shape.record(Shape.text()),
    patch: Shape.json(),
  },
  ['name'],
);
const OPTIONS = Shape.struct({
  environments: Shape.list(ENVIRONMENT),
  cpu: Shape.cpu(),
  schedule: Shape.cron(),
  image: Shape.image(),
  cluster: Shape.clusterName(),
  compression: Shape.oneOf(['gzip', 'lz4']),
  team: Shape.text('^[a-z]+$', 'small letters'),
  monitoring: Shape.bool(),
  repoUrl: Shape.gitUrl(),
});

function read(shape: Shape, value: any): { value: any; problems: string[]; all: ConfigProblem[] } {
  const all: ConfigProblem[] = [];
  return { value: shape.read(value, '', all), problems: all.map(({ code, path }) => `${code} ${path}`), all };
}

test('options that are right come back equal, without a problem', () => {
  const options = {
    environments: [
      { name: 'prod', storage: Size.gibibytes(50), instances: 3, labels: { a: 'b' }, patch: { spec: [1, null, 'on'] } },
    ],
    cpu: Cpu.cores(2),
    schedule: CronSchedule.daily(2),
    image: ImageReference.parse('postgres:17.2'),
    cluster: 'postgres-shared',
    compression: 'gzip',
    team: 'payments',
    monitoring: false,
    repoUrl: 'https://git.example.com/a/b.git',
  };
  const { value, problems } = read(OPTIONS, options);
  expect(problems).toEqual([]);
  expect(value).toEqual(options);
});

test('options survive JSON: texts of value objects become the value objects', () => {
  const options = {
    environments: [{ name: 'prod', storage: Size.parse('1024Mi') }],
    cpu: Cpu.millis(500),
    schedule: CronSchedule.daily(2),
  };
  const { value, problems } = read(OPTIONS, JSON.parse(JSON.stringify(options)));
  expect(problems).toEqual([]);
  expect(value.environments[0].storage.compareTo(Size.gibibytes(1))).toBe(0);
  expect(value.cpu.toMillis()).toBe(500);
  expect(value.schedule.toString()).toBe('0 0 2 * * *');
});

test('a mistyped option is found at any depth, with the nearest name and the names there are', () => {
  const { all, value } = read(OPTIONS, { environments: [{ name: 'prod', storge: '50Gi' }] });
  expect(all).toMatchObject([
    {
      code: 'OPTION_UNKNOWN',
      path: 'environments.prod.storge',
      given: 'storge',
      allowed: 'name, storage, instances, labels, patch',
      fix: 'Did you mean storage?',
    },
  ]);
  expect(value).toEqual({ environments: [{ name: 'prod' }] });
});

test('items without a name are called by their place', () => {
  expect(read(OPTIONS, { environments: [{ name: 'prod' }, { storage: 'x' }] }).problems).toEqual([
    'SIZE_INVALID environments[1].storage',
    'OPTION_REQUIRED environments[1].name',
  ]);
});

test('a required option that is empty is one problem, not two', () => {
  expect(read(ENVIRONMENT, { name: '' }).problems).toEqual(['OPTION_REQUIRED name']);
  expect(read(ENVIRONMENT, {}).problems).toEqual(['OPTION_REQUIRED name']);
});

test('all problems are found in one reading, and the options that fit are kept', () => {
  const { value, problems } = read(OPTIONS, {
    environments: 'prod',
    cpu: 2,
    schedule: '0 2 * * *',
    image: 'postgres:latest',
    cluster: '1st',
    compression: 'gzpi',
    team: 'Payments',
    monitoring: 'yes',
    repoUrl: 'gitops',
  });
  expect(problems).toEqual([
    'OPTION_TYPE environments',
    'OPTION_TYPE cpu',
    'CRON_FIVE_FIELDS schedule',
    'IMAGE_FLOATING image',
    'NAME_INVALID cluster',
    'OPTION_VALUE compression',
    'OPTION_VALUE team',
    'OPTION_TYPE monitoring',
    'REPO_URL_INVALID repoUrl',
  ]);
  expect(value).toEqual({});
});

test.each([[null], [undefined], [1], ['text'], [[]], [() => 1], [Symbol('x')], [10n], [new Map()], [new Date(0)]])(
  'junk in the place of a struct is a problem, not a crash (%#)',
  (junk) => {
    expect(read(Shape.struct({ a: ENVIRONMENT }), { a: junk }).problems).toEqual(junk === undefined ? [] : ['OPTION_TYPE a']);
    expect(read(OPTIONS, junk).problems).toEqual(['OPTION_TYPE ']);
  },
);

test('an option that is undefined is as absent', () => {
  expect(read(OPTIONS, { team: undefined })).toMatchObject({ value: {}, problems: [] });
});

test('whole numbers keep their bounds', () => {
  const problems = [0, 1, 9, 10, 1.5, Number.NaN, '3'].map(
    (instances) => read(ENVIRONMENT, { name: 'a', instances }).all[0]?.code,
  );
  expect(problems).toEqual(['OPTION_VALUE', undefined, undefined, 'OPTION_VALUE', 'OPTION_VALUE', 'OPTION_VALUE', 'OPTION_TYPE']);
  expect(read(Shape.integer(0), -1).all[0].allowed).toBe('a whole number of at least 0');
});

test('a member of an enum is suggested when the given one is near', () => {
  expect(read(OPTIONS, { compression: 'gzpi' }).all[0]).toMatchObject({ allowed: 'gzip, lz4', fix: 'Did you mean gzip?' });
  expect(read(OPTIONS, { compression: 'brotli' }).all[0].fix).toBe('Give gzip, lz4.');
});

describe('plain JSON', () => {
  const json = (value: any) => read(Shape.struct({ patch: Shape.json() }), { patch: value });

  test('what JSON cannot hold is named by its path', () => {
    expect(json({ spec: { list: [1, { size: Size.gibibytes(1) }] } }).problems).toEqual(['OPTION_TYPE patch.spec.list[1].size']);
    expect(json({ a: Number.NaN }).problems).toEqual(['OPTION_TYPE patch.a']);
    expect(json({ a: 1n }).problems).toEqual(['OPTION_TYPE patch.a']);
    expect(json([undefined]).problems).toEqual(['OPTION_TYPE patch[0]']);
  });

  test('an undefined member is as absent, as in JSON', () => {
    expect(json({ a: undefined, b: { c: undefined } }).value).toStrictEqual({ patch: { b: {} } });
  });

  test('a loop is a problem, not a crash', () => {
    const loop: any = {};
    loop.again = loop;
    expect(json(loop).problems).toHaveLength(1);
  });

  test('what was read does not change with the object that was given', () => {
    const given = { list: [{ a: 1 }] };
    const { value } = json(given);
    given.list[0].a = 2;
    expect(value).toEqual({ patch: { list: [{ a: 1 }] } });
  });
});

test('options of another realm, as projen new makes them, are plain objects too', () => {
  const foreign = runInContext("({ environments: [{ name: 'prod', labels: { a: 'b' }, patch: { x: [] } }] })", createContext());
  expect(read(OPTIONS, foreign)).toMatchObject({ value: { environments: [{ name: 'prod' }] }, problems: [] });
});

test('a struct can be extended, and keeps what it required', () => {
  const extended = ENVIRONMENT.extend({ sync: Shape.bool(), owner: Shape.text() }, ['owner']);
  expect(read(extended, { name: 'a', owner: 'b', sync: true }).problems).toEqual([]);
  expect(read(extended, { sync: 1 }).problems).toEqual(['OPTION_TYPE sync', 'OPTION_REQUIRED name', 'OPTION_REQUIRED owner']);
});

test('long values are cut, so that a problem stays readable', () => {
  expect(read(OPTIONS, { monitoring: 'x'.repeat(500) }).all[0].given).toHaveLength(80);
});
