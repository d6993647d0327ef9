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
    why: rule.says,
    fix: rule.fix,
    source: rule.source,
    file,
    ...more,
  } as Finding;
}
