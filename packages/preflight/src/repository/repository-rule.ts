import { inForce } from '@pgplatform/facts';
import type { Finding, Violation } from '../finding';
import { findingOf } from '../finding';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import type { Repository } from './repository';

/** A violation and the object that it is in. */
export interface RepositoryViolation extends Violation {
  readonly on: { readonly object: any; readonly file?: string; readonly line?: number };
}

/** A rule that needs more than one object, or more than the operator looks at. */
export interface RepositoryRule extends Rule {
  /**
   * How bad it is in a repository that this product did not generate.
   * @default - as in a generated one
   */
  readonly foreign?: Severity;
  check(repository: Repository): RepositoryViolation[];
}

/** What some rules say about a repository. */
export function judge(repository: Repository, rules: readonly RepositoryRule[]): Finding[] {
  return rules
    .filter((rule) => inForce(repository.input.operatorVersion, rule))
    .flatMap((rule) =>
      rule.check(repository).map((violation) => {
        const byContext = repository.generated ? rule.severity : (rule.foreign ?? rule.severity);
        const severity = violation.severity ?? byContext ?? Severity.ERROR;
        return {
          ...findingOf(rule, violation.on.object, { ...violation, severity }),
          file: violation.on.file,
          line: violation.on.line,
        };
      }),
    );
}
