import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  defaultImage,
  isReleasedBefore,
  OPERATOR_CHARTS,
  operatorSupport,
  PLUGIN_CHARTS,
  postgresEndOfLife,
  RELEASES,
  SCHEMA_PROJECTS,
} from '../src';

/** The tables as they lie there: readers take the nearest row for what a table does not have. */
const DATA = join(__dirname, '../data');
const table = (name: string) => JSON.parse(readFileSync(join(DATA, `${name}.json`), 'utf8'));
const { minors, versions } = table('operators');
const { servers } = table('parameters');
const minorOf = (version: string) => version.split('.').slice(0, 2).join('.');
const setsOf = (group: string) => SCHEMA_PROJECTS.find((project) => project.group === group)?.sets ?? [];
const kindsOf = (group: string) => setsOf(group).flatMap((set) => Object.keys(table(`schema/${set}`).kinds));
const versionOf = (image: string) => /:(\d+\.\d+)/.exec(image)?.[1] ?? '';

/** A version that the calendar has, neither skipped nor later than all it has, is not older than itself. */
const isInCalendar = (version: string) => isReleasedBefore(version, version) === false;

describe.each(RELEASES.map((release) => [release.id, release] as const))('every table has %s', (_, release) => {
  const { operatorChart, operatorVersion, pluginChart, pluginVersion, kubernetes, images } = release;

  test('its operator: chart, default image, support, and the schema of its kinds', () => {
    expect(OPERATOR_CHARTS).toContainEqual([operatorChart, operatorVersion]);
    expect(Object.keys(versions)).toContain(operatorVersion);
    expect(Object.keys(minors)).toContain(minorOf(operatorVersion));
    expect(setsOf('postgresql.cnpg.io').map((set) => minorOf(set.slice('cnpg-'.length)))).toContain(minorOf(operatorVersion));
  });

  test('its plugin', () => {
    expect(pluginChart === undefined).toBe(pluginVersion === undefined);
    if (pluginChart) expect(PLUGIN_CHARTS).toContainEqual([pluginChart, pluginVersion]);
    expect(kindsOf('barmancloud.cnpg.io')).toContain('barmancloud.cnpg.io/v1/ObjectStore');
  });

  test('its Kubernetes versions', () => {
    const [first, last] = kubernetes.split('-').map((version) => Number(version.replace('1.', '')));
    const [from, to] = operatorSupport(operatorVersion)!.tested;
    expect([from <= first, first <= last, last <= to]).toEqual([true, true, true]);
  });

  test.each(images)('PostgreSQL of its image %s: released, supported by the operator, and asked for its parameters', (image) => {
    const version = versionOf(image);
    const major = Number.parseInt(version, 10);
    const [first, last] = operatorSupport(operatorVersion)!.postgres;
    expect(isInCalendar(version)).toBe(true);
    expect(postgresEndOfLife(major)).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect([first <= major, major <= last]).toEqual([true, true]);
    expect(Object.keys(servers)).toContain(String(major));
  });
});

describe.each(Object.keys(versions))('what the tables say of operator %s fits together', (version) => {
  test('its minor version is known, with the schema of its kinds', () => {
    expect(operatorSupport(version)).toBeDefined();
    expect(setsOf('postgresql.cnpg.io').map((set) => minorOf(set.slice('cnpg-'.length)))).toContain(minorOf(version));
  });

  test('it runs its default image, which the calendar has', () => {
    const image = defaultImage(version);
    const [first, last] = operatorSupport(version)!.postgres;
    const major = Number.parseInt(versionOf(image), 10);
    expect(image).toContain(`:${versions[version].image}`);
    expect(isInCalendar(versionOf(image))).toBe(true);
    expect([first <= major, major <= last]).toEqual([true, true]);
  });
});

test('a chart installs one operator, and a newer chart no older one', () => {
  const charts = OPERATOR_CHARTS.map(([chart]) => chart);
  const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
  expect(charts).toEqual([...new Set(charts)].sort(byNumber));
  expect(OPERATOR_CHARTS.map(([, version]) => version)).toEqual(OPERATOR_CHARTS.map(([, version]) => version).sort(byNumber));
});

test('of Argo CD the kinds that a repository has are known', () => {
  expect(kindsOf('argoproj.io')).toEqual(
    expect.arrayContaining(['Application', 'ApplicationSet', 'AppProject'].map((kind) => `argoproj.io/v1alpha1/${kind}`)),
  );
});

test('the sets that are listed are those that are there', () => {
  const files = readdirSync(join(DATA, 'schema')).map((file) => file.replace('.json', ''));
  expect(files.sort()).toEqual([...SCHEMA_PROJECTS.flatMap(({ sets }) => sets), 'any-kind', 'shared'].sort());
});
