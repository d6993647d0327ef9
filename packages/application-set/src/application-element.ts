import { ArgoCd, type ClusterDestination, Shape } from '@pgplatform/core';
import { SYNC_OPTIONS, type SyncOptions } from './sync-options';

/** One Application of an ApplicationSet: an environment, or a product in an environment. */
export interface ApplicationElement {
  /** Environment; with the product it is the element's key, and never changes: another key is another Application. */
  readonly environment: string;
  /** Product. @default - none: the Application is the environment's Cluster */
  readonly product?: string;
  /** Namespace that the Application deploys to. */
  readonly namespace: string;
  /** Kubernetes cluster that the Application deploys to. @default - the one Argo CD runs in */
  readonly destination?: ClusterDestination;
  /** Sync policy. @default - automated, with prune and self-heal */
  readonly sync?: SyncOptions;
}

export const APPLICATION_ELEMENT = Shape.struct(
  {
    environment: Shape.dnsLabel(),
    product: Shape.dnsLabel(),
    namespace: Shape.dnsLabel(),
    destination: ArgoCd.DESTINATION_SHAPE,
    sync: SYNC_OPTIONS,
  } satisfies Record<keyof ApplicationElement, Shape>,
  ['environment', 'namespace'],
);
