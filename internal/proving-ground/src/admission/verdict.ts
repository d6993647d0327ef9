import { Judge, Preflight, SchemaPreflight, Severity } from '@pgplatform/preflight';
import type { Answer } from '../api-server';
import { isUnknownWarning, type Verdict, type Way } from './known-differences';

/** Rules that tell what a server-side apply refuses and nothing else does. */
const OF_APPLY = ['SCHEMA-NULL', 'U-MAP-1'];

/** What the product says of an object, in the place of the API server and the operator. */
export function productVerdict(object: any, version: string, way: Way, before?: any): Verdict {
  const findings = [
    ...SchemaPreflight.check(object, version),
    ...(before === undefined ? Preflight.admit(object, version) : Preflight.admitUpdate(before, object, version)),
  ].filter(({ judge, rule }) => JUDGES.includes(judge) && (way === 'apply' || !OF_APPLY.includes(rule)));
  const of = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity).map(({ rule, path }) => `${rule} ${path}`);
  const refusals = of(Severity.ERROR);
  return { accepts: refusals.length === 0, reasons: refusals, warnings: of(Severity.WARNING) };
}

const JUDGES: readonly string[] = [Judge.API_SERVER, Judge.OPERATOR];

/** A server-side apply of what is not even of the right types ends in a 500. */
const UNTYPED = /^failed to create typed patch object/;

/** What they said. Throws what is no verdict: nothing was judged then. */
export function realVerdict({ status, body, warnings }: Answer): Verdict {
  if (![200, 201, 400, 403, 422].includes(status) && !UNTYPED.test(body?.message)) {
    throw new Error(`no verdict: ${status} ${JSON.stringify(body)}`);
  }
  return {
    accepts: status < 300,
    reasons: status < 300 ? [] : [String(body.message)],
    warnings: warnings.filter(isUnknownWarning),
  };
}
