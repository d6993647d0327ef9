import type { Violation } from '../finding';
import { Judge, type Phase, Phase as Phases, type Rule } from '../rule';
import type { Severity } from '../severity';

/** A rule and the function that decides it; `View` is the object, read for it. */
export interface AdmissionRule<View> extends Rule {
  readonly check: (view: View) => Iterable<Violation>;
}

interface RuleExtras {
  readonly since?: string[];
  readonly until?: string[];
  readonly severity?: Severity;
  readonly phase?: Phase;
}

/** A function that makes rules for one kind, all from one function of the operator. */
export type RuleMaker<View> = (
  id: string,
  says: string,
  fix: string,
  check: (view: View) => Iterable<Violation>,
  extras?: RuleExtras,
) => AdmissionRule<View>;

/** Makes rules for a kind whose source is given; they are the verdict of the operator's webhook unless another judge is named. */
export function ruleMaker<View>(kind: string, source: string, judge = Judge.OPERATOR): RuleMaker<View> {
  return (id, says, fix, check, extras) => ({
    id,
    kinds: [kind],
    phase: Phases.BOTH,
    says,
    fix,
    source,
    judge,
    check,
    ...extras,
  });
}
