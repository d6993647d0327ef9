import { type Cpu, KubernetesPatch, Shape, type Size } from '@pgplatform/core';

/** CPU and memory of a container. */
export interface ResourceAmounts {
  /** CPU. @default - see the release's defaults @since 0.26.0 */
  readonly cpu?: Cpu;
  /** Memory. @default - see the release's defaults @since 0.26.0 */
  readonly memory?: Size;
}

/** What a container asks for, and what it may use. */
export interface ResourceValues {
  /** What the scheduler sets aside. @default - see the chart's defaults @since 0.26.0 */
  readonly requests?: ResourceAmounts;
  /** What the container may use at most. @default - see the chart's defaults @since 0.26.0 */
  readonly limits?: ResourceAmounts;
}

const AMOUNTS = Shape.struct({ cpu: Shape.cpu(), memory: Shape.size() } satisfies Record<keyof ResourceAmounts, Shape>);

export const RESOURCE_VALUES = Shape.struct({ requests: AMOUNTS, limits: AMOUNTS } satisfies Record<keyof ResourceValues, Shape>);

/** Chart values with quantities in the form the API server gives them back. */
export function withQuantities<T extends { readonly resources?: ResourceValues }>(values: T): any {
  const { requests, limits } = values.resources ?? {};
  return {
    ...values,
    ...(values.resources && {
      resources: { ...(requests && { requests: quantities(requests) }), ...(limits && { limits: quantities(limits) }) },
    }),
  };
}

/** Defaults with the user's values over them. */
export function overDefaults<T extends { readonly resources?: ResourceValues }>(defaults: any, values: T | undefined): any {
  return KubernetesPatch.merge(defaults, withQuantities(values ?? {}));
}

function quantities({ cpu, memory }: ResourceAmounts): { [name: string]: string } {
  return { ...(cpu && { cpu: cpu.toQuantity() }), ...(memory && { memory: memory.toQuantity() }) };
}
