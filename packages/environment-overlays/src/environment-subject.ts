import type { ClusterRef } from '@pgplatform/core';
import type { EnvironmentOptions } from './environment-options';

/** An environment, and what it is judged by. */
export interface EnvironmentSubject {
  readonly base: ClusterRef;
  /** Manifest of the base's Cluster. */
  readonly baseCluster: any;
  readonly environment: EnvironmentOptions;
  readonly managedRoles: any[];
  /** Files that are in the overlay anyway. */
  readonly files: string[];
  /** Path of the environment in the options. */
  readonly path: string;
}
