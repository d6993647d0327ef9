import { withoutCredentials } from '@pgplatform/core';
import { type Finding, Judge, type Rule } from '@pgplatform/preflight';

/** A finding about a file rather than about an object in it. */
export function fileFinding(rule: Rule, file: string, more: Partial<Finding> = {}): Finding {
  return {
    rule: rule.id,
    severity: rule.severity,
    judge: rule.judge ?? Judge.PGPLATFORM,
    object: { kind: '', name: '' },
    path: '',
    pointer: '',
    fix: rule.fix,
    source: rule.source,
    file,
    ...more,
    why: withoutCredentials(more.why ?? rule.says),
  } as Finding;
}
