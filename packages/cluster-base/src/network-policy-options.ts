import { Shape } from '@pgplatform/core';

/**
 * Who may reach the instances. Clients in namespaces without the label are cut off, so label them first.
 *
 * Source: https://cloudnative-pg.io/documentation/current/security/#network-policies
 */
export interface NetworkPolicyOptions {
  /** Labels of the namespaces whose Pods may connect to PostgreSQL. @default - pgplatform.dev/postgres-client: "true" */
  readonly clientNamespaceLabels?: { [label: string]: string };
  /** Namespace of Prometheus. @default monitoring */
  readonly monitoringNamespace?: string;
  /** Namespace of the operator. @default cnpg-system */
  readonly operatorNamespace?: string;
  /** Labels of the operator's Pods. @default - app.kubernetes.io/name: cloudnative-pg */
  readonly operatorPodLabels?: { [label: string]: string };
}

export const NETWORK_POLICY_SHAPE = Shape.struct({
  clientNamespaceLabels: Shape.record(Shape.text()),
  monitoringNamespace: Shape.dnsLabel(),
  operatorNamespace: Shape.dnsLabel(),
  operatorPodLabels: Shape.record(Shape.text()),
} satisfies Record<keyof NetworkPolicyOptions, Shape>);
