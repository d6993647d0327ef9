import type { ConfigProblem } from '@pgplatform/core';
import type { ResolvedCluster } from '../resolved-cluster';
import { TaintEffect } from '../toleration-options';

/** Kubernetes admits the tolerations (rules CL-TOL-1 to CL-TOL-5). */
export function schedulingRules({ options }: ResolvedCluster): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  for (const [i, toleration] of (options.affinity?.tolerations ?? []).entries()) {
    const path = `affinity.tolerations[${i}]`;
    if (toleration.key === undefined && toleration.value !== undefined) {
      problems.push({
        code: 'TOLERATION_VALUE',
        path: `${path}.value`,
        message: 'A value without a key tolerates nothing.',
        given: toleration.value,
        fix: 'Give the key of the taint.',
      });
    }
    if (toleration.seconds !== undefined && toleration.effect !== TaintEffect.NO_EXECUTE) {
      problems.push({
        code: 'TOLERATION_SECONDS',
        path: `${path}.seconds`,
        message: 'Only the effect NoExecute evicts after some seconds.',
        given: String(toleration.seconds),
        fix: 'Remove seconds, or set effect to NoExecute.',
      });
    }
  }
  return problems;
}
