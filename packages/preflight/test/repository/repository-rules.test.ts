import { Repository } from '../../src/repository/repository';
import { judge, type RepositoryRule } from '../../src/repository/repository-rule';
import { REPOSITORY_RULES } from '../../src/repository/repository-rules';
import { SECRET_RULES } from '../../src/secrets/secret-rules';
import { ARGO_CASES } from './cases/argo-cases';
import { BACKUP_CASES } from './cases/backup-cases';
import { CLUSTER_CASES } from './cases/cluster-cases';
import type { RuleCase } from './cases/repository-case';
import { SECRET_CASES } from './cases/secret-cases';

const RULES: [string, RepositoryRule][] = [...REPOSITORY_RULES, ...SECRET_RULES].map((rule) => [rule.id, rule]);
const CASES = new Map([...ARGO_CASES, ...BACKUP_CASES, ...CLUSTER_CASES, ...SECRET_CASES].map((one) => [one.rule, one]));

const says = (rule: RepositoryRule, input: RuleCase['accepted'][number]) =>
  judge(new Repository(input), [rule]).map(({ path, severity }) => ({ path, severity }));

describe.each(RULES)('%s', (id, rule) => {
  it('has repositories that it accepts and repositories that it refuses', () => {
    expect(CASES.get(id)?.accepted.length).toBeGreaterThan(0);
    expect(CASES.get(id)?.refused.length).toBeGreaterThan(0);
  });

  it('has nothing against what it accepts', () => {
    for (const input of CASES.get(id)?.accepted ?? []) expect(says(rule, input)).toEqual([]);
  });

  it('names the field of what it refuses', () => {
    for (const { input, path, severity = 'error' } of CASES.get(id)?.refused ?? []) {
      expect(says(rule, input)).toContainEqual({ path, severity });
    }
  });
});

describe('the rules over a repository', () => {
  it('have ids of their own', () => {
    expect(new Set(RULES.map(([id]) => id)).size).toBe(RULES.length);
  });

  it('have no cases without a rule', () => {
    expect([...CASES.keys()].sort()).toEqual(RULES.map(([id]) => id).sort());
  });
});
