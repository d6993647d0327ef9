import { inForce } from '@pgplatform/facts';
import { Phase } from '../rule';
import type { AdmissionRule } from './admission-rule';

/** What decides which rules look at an object. */
export class AdmissionCase {
  /** The three of them in one text. */
  public readonly name: string;

  constructor(
    public readonly kind: string,
    public readonly version: string,
    public readonly phase: Phase,
  ) {
    this.name = `${kind} ${version} ${phase}`;
  }
}

const chosen = new WeakMap<readonly AdmissionRule<any>[], Map<string, AdmissionRule<any>[]>>();

/** Those of some rules that look at a kind, in an operator version and a phase; chosen once. */
export function rulesInForce<View>(
  rules: readonly AdmissionRule<View>[],
  { kind, version, phase, name }: AdmissionCase,
): readonly AdmissionRule<View>[] {
  const byCase = chosen.get(rules) ?? new Map<string, AdmissionRule<View>[]>();
  chosen.set(rules, byCase);
  let result = byCase.get(name);
  if (!result) {
    result = rules.filter(
      (rule) => rule.kinds.includes(kind) && (rule.phase === Phase.BOTH || rule.phase === phase) && inForce(version, rule),
    );
    byCase.set(name, result);
  }
  return result;
}
