import { type Cpu, KubernetesPatch, type Size } from '@pgplatform/core';
import type { EnvironmentOptions } from '../environment-options';

/** CPU limit and request; memory as both, so that an instance is never evicted for using what it was promised. */
export function resourcesPatch({ cpu, cpuRequest, memory }: EnvironmentOptions): any {
  return [
    amount('requests', 'cpu', cpuRequest),
    amount('requests', 'memory', memory),
    amount('limits', 'cpu', cpu),
    amount('limits', 'memory', memory),
  ].reduce(KubernetesPatch.merge, {});
}

function amount(of: 'requests' | 'limits', resource: string, quantity?: Cpu | Size): any {
  return quantity ? { spec: { resources: { [of]: { [resource]: quantity.toQuantity() } } } } : {};
}
