import type { EnvironmentOptions } from '../environment-options';

/** CPU limit and request; memory as both, so that the instance is never evicted for what it was promised. */
export function resourcesPatch({ cpu, cpuRequest, memory }: EnvironmentOptions): any {
  const amount = memory && { memory: memory.toQuantity() };
  return {
    spec: {
      resources: {
        requests: { ...(cpuRequest && { cpu: cpuRequest.toQuantity() }), ...amount },
        limits: { ...(cpu && { cpu: cpu.toQuantity() }), ...amount },
      },
    },
  };
}
