import { Judge, Preflight, SchemaPreflight, Severity } from '@pgplatform/preflight';
import type { Answer } from '../api-server';

/** How an object gets to the API server. */
export type Way = 'create' | 'apply' | 'update';

/** What somebody says about an object. */
export interface Verdict {
  readonly accepts: boolean;
  /** Reasons, or ids of rules. */
  readonly reasons: readonly string[];
  /** How many warnings come with it. */
  readonly warnings: readonly string[];
}

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

/** What they said. Throws what is no verdict: nothing was judged then. */
export function realVerdict({ status, body, warnings }: Answer): Verdict {
  if (![200, 201, 400, 403, 422].includes(status)) {
    throw new Error(`no verdict: ${status} ${JSON.stringify(body)}`);
  }
  return { accepts: status < 300, reasons: status < 300 ? [] : [String(body.message)], warnings };
}
