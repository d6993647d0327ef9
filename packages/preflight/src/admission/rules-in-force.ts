import { inForce } from '../operator-version';
import { Phase } from '../rule';
import type { AdmissionRule } from './admission-rule';

const chosen = new WeakMap<readonly AdmissionRule<any>[], Map<string, AdmissionRule<any>[]>>();

/** Those of some rules that look at a kind, in an operator version and a phase; chosen once. */
export function rulesInForce<View>(
  rules: readonly AdmissionRule<View>[],
  kind: string,
  version: string,
  phase: Phase,
): readonly AdmissionRule<View>[] {
  const byCase = chosen.get(rules) ?? new Map<string, AdmissionRule<View>[]>();
  chosen.set(rules, byCase);
  const key = `${kind} ${version} ${phase}`;
  let result = byCase.get(key);
  if (!result) {
    result = rules.filter(
      (rule) => rule.kinds.includes(kind) && (rule.phase === Phase.BOTH || rule.phase === phase) && inForce(version, rule),
    );
    byCase.set(key, result);
  }
  return result;
}
