import * as fs from 'node:fs';
import * as path from 'node:path';
import { PLAIN_NAMES, PROJEN_OPTIONS } from '../src/plain-names';

const MODULES = Object.keys(PLAIN_NAMES);
/** An enum is an object of texts whose names are in capitals; one of other names is a table. */
const isEnum = (value: any) =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([name, member]) => /^[A-Z0-9_]+$/.test(name) && typeof member === 'string');

it.each(MODULES)('every enum that %s exports is known, with its members', (module) => {
  const enums = Object.entries(require(module)).filter(([, value]) => isEnum(value));
  expect(PLAIN_NAMES[module].enums ?? {}).toEqual(
    Object.fromEntries(enums.map(([name, value]) => [name, Object.keys(value as object)])),
  );
});

const MADE: Record<string, unknown[]> = { parse: ['1'], daily: [3], hourly: [], weekly: [0, 3] };
const TEXTS: Record<string, string> = {
  CronSchedule: '0 0 3 * * *',
  ImageReference: 'registry.example.com/a/b:17.11-standard-trixie',
  Size: '1Gi',
  Cpu: '1',
};

it.each(
  MODULES.flatMap((module) =>
    Object.entries(PLAIN_NAMES[module].values ?? {}).flatMap(([name, methods]) =>
      methods.map((method): [string, string, string] => [module, name, method]),
    ),
  ),
)('%s: %s.%s makes a value object of literals', (module, name, method) => {
  const exported = require(module)[name];
  expect(Object.hasOwn(exported, method)).toBe(true);
  const given = method === 'parse' ? [TEXTS[name]] : (MADE[method] ?? [1]);
  expect(exported[method](...given)).toBeInstanceOf(exported);
});

it.each(
  MODULES.flatMap((module) => Object.keys(PLAIN_NAMES[module].values ?? {}).map((name): [string, string] => [module, name])),
)('%s: no other static method of %s makes one', (module, name) => {
  const exported = require(module)[name];
  const statics = Object.getOwnPropertyNames(exported).filter((key) => typeof exported[key] === 'function');
  const internal = statics.filter((key) => !PLAIN_NAMES[module].values![name].includes(key));
  expect(internal.filter((key) => key !== 'of')).toEqual([]); // Size.of is private
});

it('a class with static factories that is not known is no value object of options', () => {
  const known = MODULES.flatMap((module) => Object.keys(PLAIN_NAMES[module].values ?? {}));
  const making = MODULES.flatMap((module) =>
    Object.entries<any>(require(module))
      .filter(
        ([, value]) => typeof value === 'function' && typeof value.parse === 'function' && value.prototype?.constructor === value,
      )
      .map(([name]) => name),
  );
  expect(making.filter((name) => !known.includes(name))).toEqual(['Model']);
});

it("projen's options are known", () => {
  const file = path.join(path.dirname(require.resolve('projen/package.json')), '.jsii');
  const { types } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const names: string[] = types['projen.ProjectOptions'].properties.map((property: { name: string }) => property.name);
  expect([...PROJEN_OPTIONS].sort()).toEqual([...names.filter((name) => name !== 'name'), '__new__'].sort());
});
