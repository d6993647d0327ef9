import type { ConfigProblem } from '@pgplatform/core';
import type { ResolvedCluster } from '../resolved-cluster';

/** Requests fit into limits (rule CL-RES-1; memory is both). */
export function resourceRules({ cpu, cpuRequest }: ResolvedCluster): ConfigProblem[] {
  return cpuRequest.compareTo(cpu) <= 0
    ? []
    : [
        {
          code: 'CPU_REQUEST_ABOVE_LIMIT',
          path: 'cpuRequest',
          message: 'More CPU is requested than the limit allows.',
          given: cpuRequest.toString(),
          allowed: `at most ${cpu}`,
          fix: 'Lower cpuRequest, or raise cpu.',
        },
      ];
}
