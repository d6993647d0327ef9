import { PlanDigest } from '../src/plan/plan-file';

/** plan.json with its digest, in a layout of its own. */
export function planText(plan: object): string {
  return JSON.stringify({ ...plan, digest: PlanDigest.of({ repositories: [], ...plan }) });
}
