import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { isConfigError } from '@pgplatform/core';
import { EFFECTS } from '@pgplatform/impact';
import Ajv from 'ajv';
import { stringify } from 'yaml';
import { readFleetConfig } from '../src/read-fleet-config';

const read = (name: string) => readFileSync(path.join(__dirname, '..', name), 'utf8');
const schema = JSON.parse(read('schema/fleet.schema.json'));
const accepts = new Ajv({ strict: true, allErrors: true }).compile(schema);
const minimal = 'owner: acme\nrepositories: { topic: db }\n';

function problemsOf(text: string) {
  try {
    readFleetConfig(text, 'fleet.yaml');
  } catch (error) {
    if (isConfigError(error)) {
      return error.problems;
    }
    throw error;
  }
  return [];
}

test('what is left out has a default', () => {
  expect(readFleetConfig(minimal, 'fleet.yaml')).toEqual({
    owner: 'acme',
    api: 'https://api.github.com',
    repositories: { topic: 'db' },
    rings: [{ name: 'all', failureBudget: 2, waitForChecks: true }],
    limits: { concurrency: 8, pullRequestsPerHour: 60 },
    reviewers: { users: [], teams: [] },
    labels: ['pgplatform', 'pgplatform: {verdict}'],
    branch: 'pgplatform/{campaign}',
    title: 'pgplatform {target}: {verdict}',
  });
});

test('a ring that takes everything left is added when the last one does not', () => {
  const names = (rings: string) => readFleetConfig(`${minimal}rings: ${rings}\n`, 'fleet.yaml').rings.map(({ name }) => name);
  expect(names('[{ name: canary, names: [a] }]')).toEqual(['canary', 'rest']);
  expect(names('[{ name: canary, names: [a] }, { name: others }]')).toEqual(['canary', 'others']);
});

test('every problem is named at once, with its line and the nearest name', () => {
  const text = [
    'owner: acme',
    'repositorys: { topic: db }',
    'api: http://github.example.com',
    'rings:',
    '  - name: canary',
    '    upTo: restarts',
    '  - name: second',
    '    failurebudget: 1',
    'limits:',
    '  concurrency: 0',
  ].join('\n');
  expect(problemsOf(text).map(({ code, path, fix }) => [code, path, fix])).toEqual([
    ['OPTION_UNKNOWN', 'fleet.yaml:2  repositorys', 'Did you mean repositories?'],
    ['OPTION_VALUE', 'fleet.yaml:3  api', 'Give an https address, for example https://github.example.com/api/v3.'],
    ['OPTION_VALUE', 'fleet.yaml:6  rings.canary.upTo', 'Did you mean restart?'],
    ['OPTION_UNKNOWN', 'fleet.yaml:8  rings.second.failurebudget', 'Did you mean failureBudget?'],
    ['OPTION_VALUE', 'fleet.yaml:10  limits.concurrency', 'Give a whole number from 1 to 100.'],
    ['OPTION_REQUIRED', 'fleet.yaml:1  repositories', 'Set repositories.'],
  ]);
});

test('what is no YAML is a problem with its line', () => {
  expect(problemsOf('owner: acme\nowner: other\n')[0]).toMatchObject({ code: 'CONFIG_SYNTAX', path: 'fleet.yaml:2' });
  expect(problemsOf('')[0]).toMatchObject({ code: 'OPTION_TYPE' });
});

test('two rings of one name, and repositories that nothing selects, are problems', () => {
  const rings = 'rings: [{ name: a }, { name: a }]';
  expect(problemsOf(`owner: acme\nrepositories: {}\n${rings}\n`).map(({ code }) => code)).toEqual([
    'OPTION_REQUIRED',
    'RING_TWICE',
  ]);
});

test('the example is valid for both, and shows every option', () => {
  const text = read('fleet.example.yaml');
  const config = readFleetConfig(text, 'fleet.example.yaml');
  expect(config.rings.map(({ name }) => name)).toEqual(['canary', 'quiet', 'restarts', 'rest']);
  for (const name of Object.keys(schema.properties)) {
    expect(text).toMatch(new RegExp(`^${name}:`, 'm'));
  }
});

test('the schema knows every effect', () => {
  expect(schema.properties.rings.items.properties.upTo.enum).toEqual(EFFECTS);
});

test('the schema accepts what the reader accepts, and nothing else', () => {
  const outcomes = { accepted: 0, refused: 0 };
  for (let seed = 1; seed <= 1000; seed++) {
    const config = generated(seed);
    const text = stringify(config);
    const problems = problemsOf(text).filter(({ code }) => code !== 'RING_TWICE'); // the one rule that a schema cannot say
    expect({ text, ok: problems.length === 0 }).toEqual({ text, ok: accepts(config) });
    outcomes[problems.length === 0 ? 'accepted' : 'refused']++;
  }
  expect(Math.min(outcomes.accepted, outcomes.refused)).toBeGreaterThan(100);
});

/** A configuration with some things left out and, now and then, something wrong in it. */
function generated(seed: number): any {
  let state = seed * 2654435761;
  const random = () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)];
  const wrong = (value: unknown) =>
    random() < 0.03
      ? pick<unknown>([null, '', 0, -1, 1.5, true, [], {}, ['x y'], 'Ä ö', 'a\nb', '{x}', 'a..b{campaign}', '.'])
      : value;
  const some = (fields: Record<string, () => unknown>) =>
    Object.fromEntries(
      Object.entries({ ...fields, ...(random() < 0.02 ? { ownr: () => 'x' } : {}) })
        .filter(() => random() < 0.75)
        .map(([key, value]) => [key, wrong(value())]),
    );
  const list = (value: () => unknown) => Array.from({ length: Math.floor(random() * 3) }, () => wrong(value()));
  const name = () => pick(['payments-db', '*-db', 'a.b_c', 'Ledger', '..', 'x'.repeat(100)]);
  return {
    owner: wrong(pick(['acme', 'acme-inc', 'me_acme'])),
    repositories: wrong(
      some({ list: () => list(() => pick(['payments-db', 'a.b_c', '...'])), topic: () => pick(['db', 'pg-1']), name }),
    ),
    ...some({
      api: () =>
        pick([
          'https://api.github.com',
          'https://github.example.com/api/v3',
          'http://127.0.0.1:4000',
          'https://github.example.com:8443/api/v3/',
        ]),
      rings: () =>
        list(() =>
          some({
            name: () => pick(['canary', 'wave-1', 'rest']),
            names: () => list(name),
            upTo: () => pick(EFFECTS),
            failureBudget: () => pick([0, 1, 10_000]),
            waitForChecks: () => pick([true, false]),
          }),
        ),
      limits: () =>
        some({ concurrency: () => pick([1, 8, 100]), pullRequestsPerHour: () => 60, openPullRequests: () => pick([1, 50]) }),
      reviewers: () => some({ users: () => list(() => 'octocat'), teams: () => list(() => 'database-platform') }),
      labels: () => list(() => pick(['pgplatform', 'verdict: {verdict}', 'l'.repeat(50), '{target}'.repeat(7)])),
      branch: () => pick(['pgplatform/{campaign}', '{campaign}', 'x-{campaign}-y', 'upgrade/{campaign}']),
      title: () => pick(['{team} {repository}: {target} ({verdict})', 'Upgrade']),
    }),
  };
}

test('a pattern without quotes is a problem with its line, that says how to write it', () => {
  const problem = { code: 'CONFIG_SYNTAX', path: 'fleet.yaml:3', fix: "Put a pattern in quotes: '*-db'." };
  expect(problemsOf('owner: acme\nrepositories:\n  name: *-db\n')).toEqual([expect.objectContaining(problem)]);
  expect(problemsOf("owner: acme\nrepositories:\n  name: '*-db'\n")).toEqual([]);
  expect(problemsOf('owner: &o acme\nrepositories: { topic: db }\ntitle: *o\n')).toEqual([]);
});

test.each([
  ['[a, b]: c', 2],
  ['? {a: b}\n: c', 2],
  ['limits: { [a]: 1 }', 2],
])('a key that is no text is a problem, and no warning of the machine: %j', (line, at) => {
  const warnings = jest.spyOn(process, 'emitWarning');
  expect(problemsOf(`owner: acme\n${line}\n`)).toEqual([
    expect.objectContaining({ code: 'CONFIG_SYNTAX', path: `fleet.yaml:${at}`, message: 'This is not YAML: a key is no text.' }),
  ]);
  expect(warnings).not.toHaveBeenCalled();
  warnings.mockRestore();
});

test.each([
  ['deep', `owner: ${'['.repeat(20_000)}`],
  [
    'a bomb of aliases',
    `a: &a [x, x]\n${'bcdefghijk'
      .split('')
      .map((name, i) => `${name}: &${name} [${`*${'abcdefghijk'[i]}, `.repeat(9)}]`)
      .join('\n')}`,
  ],
  ['an alias of itself', 'a: &a [*a]'],
  ['too large', `# ${'x'.repeat(2 << 20)}`],
  ['two documents', 'owner: acme\n---\nowner: acme\n'],
])('what is %s is a problem', (_, text) => {
  expect(problemsOf(text).length).toBeGreaterThan(0);
});

test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])('an option named %s is one that there is not', (name) => {
  for (const value of ['1', '[{}]', '{ toString: x }']) {
    expect(problemsOf(`${minimal}${name}: ${value}\n`).map(({ code }) => code)).toEqual(['OPTION_UNKNOWN']);
  }
});
