import { CHANGE_RULES, impactOf } from '../src';
import { manifests } from './manifests';
import { RULE_CASES } from './rule-cases';

const CLUSTER = 'Cluster/postgres-prod/postgres-shared';
const BOTH = [
  ['1.27.0', '1.27.0'],
  ['1.30.0', '1.30.0'],
] as const;

describe.each(RULE_CASES)(
  '$rule: $title',
  ({ rule, before, after, operators = BOTH, effect, object = CLUSTER, says, reversible }) => {
    test.each(operators)(`${effect} (operator %s to %s)`, (from, to) => {
      const { databases } = impactOf(manifests(before, from), manifests(after, to));
      const changes = databases.flatMap((database) => database.changes);
      const found = changes.filter((change) => change.rule === rule && change.object === object);
      expect(changes.map((change) => `${change.rule} ${change.object} ${change.path}`)).toContainEqual(
        expect.stringContaining(`${rule} ${object} `),
      );
      expect([...new Set(found.map((change) => change.effect))]).toEqual([effect]);
      if (says) expect(found.map(({ why, interruption }) => `${why} ${interruption}`).join(' ')).toMatch(says);
      if (reversible !== undefined) expect(found[0].reversible).toBe(reversible);
    });
  },
);

test('every rule has a case', () => {
  const covered = new Set(RULE_CASES.map(({ rule }) => rule));
  expect(CHANGE_RULES.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});

test('every rule has an id of its own, a sentence and a source', () => {
  const ids = CHANGE_RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { says, source } of CHANGE_RULES) {
    expect(says).toMatch(/\.$/);
    expect(source).not.toBe('');
  }
});
