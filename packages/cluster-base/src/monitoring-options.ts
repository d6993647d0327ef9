import { Shape } from '@pgplatform/core';

/** How the instances are watched. */
export interface MonitoringOptions {
  /** Whether Prometheus scrapes them through a PodMonitor; needs the CRDs of the Prometheus operator. @default true */
  readonly podMonitor?: boolean;
}

export const MONITORING_SHAPE = Shape.struct({ podMonitor: Shape.bool() } satisfies Record<keyof MonitoringOptions, Shape>);
