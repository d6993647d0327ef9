import { Shape } from '@pgplatform/core';
import { CRDS_VALUES, type CrdsValues } from './crds-values';
import { RESOURCE_VALUES, type ResourceValues } from './resource-values';
import {
  CONTAINER_SECURITY_CONTEXT_VALUES,
  type ContainerSecurityContextValues,
  POD_SECURITY_CONTEXT_VALUES,
  type PodSecurityContextValues,
} from './security-context-values';
import { SERVICE_ACCOUNT_VALUES, type ServiceAccountValues } from './service-account-values';

/** What the operator's and the plugin's charts have in common: one Deployment and its surroundings. */
export interface DeploymentValues {
  /** Pods of the Deployment; one of them leads. @default 1 @since 0.26.0 */
  readonly replicaCount?: number;
  /** Names of Secrets with registry credentials, as `[{ name }]`. @default - none @since 0.26.0 */
  readonly imagePullSecrets?: any[];
  /** Replaces the chart's name in names. @default - the chart's name @since 0.26.0 */
  readonly nameOverride?: string;
  /** Replaces the whole name of the Deployment. @default - from releaseName and the chart's name @since 0.26.0 */
  readonly fullnameOverride?: string;
  /** Namespace of the chart's objects; only the `namespace` option's value is accepted. @default - the namespace option @since 0.26.0 */
  readonly namespaceOverride?: string;
  /** Run in the node's network. @default false @since 0.26.0 */
  readonly hostNetwork?: boolean;
  /** DNS policy of the pods. @default - the cluster's @since 0.26.0 */
  readonly dnsPolicy?: string;
  /** Update strategy of the Deployment. @default - RollingUpdate @since 0.26.0 */
  readonly updateStrategy?: { [name: string]: any };
  /** Custom resource definitions. @default - created @since 0.26.0 */
  readonly crds?: CrdsValues;
  /** More arguments of the container. @default - none @since 0.26.0 */
  readonly additionalArgs?: string[];
  /** More environment variables of the container, as `[{ name, value }]`. @default - none @since 0.26.0 */
  readonly additionalEnv?: any[];
  /** ServiceAccount. @default - created @since 0.26.0 */
  readonly serviceAccount?: ServiceAccountValues;
  /** Annotations of all objects. @default - none @since 0.26.0 */
  readonly commonAnnotations?: { [name: string]: string };
  /** Annotations of the pods. @default - none @since 0.26.0 */
  readonly podAnnotations?: { [name: string]: string };
  /** Labels of the pods. @default - none @since 0.26.0 */
  readonly podLabels?: { [name: string]: string };
  /** Security context of the container. @default - the chart's: no privileges, read-only root @since 0.26.0 */
  readonly containerSecurityContext?: ContainerSecurityContextValues;
  /** Security context of the pods. @default - the chart's: not root @since 0.26.0 */
  readonly podSecurityContext?: PodSecurityContextValues;
  /** PriorityClass of the pods. @default - none @since 0.26.0 */
  readonly priorityClassName?: string;
  /** CPU and memory of the container. @default - see the chart's struct @since 0.26.0 */
  readonly resources?: ResourceValues;
  /** Labels of the nodes the pods run on. @default - any node @since 0.26.0 */
  readonly nodeSelector?: { [name: string]: string };
  /** Spread of the pods. @default - none @since 0.26.0 */
  readonly topologySpreadConstraints?: any[];
  /** Taints the pods tolerate. @default - none @since 0.26.0 */
  readonly tolerations?: any[];
  /** Affinity of the pods. @default - none @since 0.26.0 */
  readonly affinity?: { [name: string]: any };
  /** Helm's global values; the charts do not read them. @default - none @since 0.28.3 */
  readonly global?: { [name: string]: any };
}

export const DEPLOYMENT_FIELDS = {
  replicaCount: Shape.integer(0),
  imagePullSecrets: Shape.list(Shape.json()),
  nameOverride: Shape.dnsLabel(),
  fullnameOverride: Shape.dnsLabel(),
  namespaceOverride: Shape.dnsLabel(),
  hostNetwork: Shape.bool(),
  dnsPolicy: Shape.oneOf(['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']),
  updateStrategy: Shape.record(Shape.json()),
  crds: CRDS_VALUES,
  additionalArgs: Shape.list(Shape.text()),
  additionalEnv: Shape.list(Shape.json()),
  serviceAccount: SERVICE_ACCOUNT_VALUES,
  commonAnnotations: Shape.record(Shape.text()),
  podAnnotations: Shape.record(Shape.text()),
  podLabels: Shape.record(Shape.text()),
  containerSecurityContext: CONTAINER_SECURITY_CONTEXT_VALUES,
  podSecurityContext: POD_SECURITY_CONTEXT_VALUES,
  priorityClassName: Shape.text(),
  resources: RESOURCE_VALUES,
  nodeSelector: Shape.record(Shape.text()),
  topologySpreadConstraints: Shape.list(Shape.json()),
  tolerations: Shape.list(Shape.json()),
  affinity: Shape.record(Shape.json()),
  global: Shape.record(Shape.json()),
} satisfies Record<keyof DeploymentValues, Shape>;
