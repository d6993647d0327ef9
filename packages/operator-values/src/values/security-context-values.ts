import { Shape } from '@pgplatform/core';

/** Seccomp profile. */
export interface SeccompProfileValues {
  /** `RuntimeDefault`, `Unconfined` or `Localhost`. @default RuntimeDefault @since 0.26.0 */
  readonly type?: string;
}

/** Linux capabilities. */
export interface CapabilitiesValues {
  /** Capabilities taken away. @default - ALL @since 0.26.0 */
  readonly drop?: string[];
}

/** Security context of the container. Source: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
export interface ContainerSecurityContextValues {
  /** Let a process gain more privileges than its parent. @default false @since 0.26.0 */
  readonly allowPrivilegeEscalation?: boolean;
  /** Mount the root filesystem read-only. @default true @since 0.26.0 */
  readonly readOnlyRootFilesystem?: boolean;
  /** User id of the process. @default 10001 @since 0.26.0 */
  readonly runAsUser?: number;
  /** Group id of the process. @default 10001 @since 0.26.0 */
  readonly runAsGroup?: number;
  /** Seccomp profile. @default - RuntimeDefault @since 0.26.0 */
  readonly seccompProfile?: SeccompProfileValues;
  /** Linux capabilities. @default - all are dropped @since 0.26.0 */
  readonly capabilities?: CapabilitiesValues;
}

/** Security context of the pod. */
export interface PodSecurityContextValues {
  /** Refuse to start as root. @default true @since 0.26.0 */
  readonly runAsNonRoot?: boolean;
  /** Seccomp profile. @default - RuntimeDefault @since 0.26.0 */
  readonly seccompProfile?: SeccompProfileValues;
}

const SECCOMP = Shape.struct({ type: Shape.oneOf(['RuntimeDefault', 'Unconfined', 'Localhost']) } satisfies Record<
  keyof SeccompProfileValues,
  Shape
>);

export const CONTAINER_SECURITY_CONTEXT_VALUES = Shape.struct({
  allowPrivilegeEscalation: Shape.bool(),
  readOnlyRootFilesystem: Shape.bool(),
  runAsUser: Shape.integer(0),
  runAsGroup: Shape.integer(0),
  seccompProfile: SECCOMP,
  capabilities: Shape.struct({ drop: Shape.list(Shape.text()) } satisfies Record<keyof CapabilitiesValues, Shape>),
} satisfies Record<keyof ContainerSecurityContextValues, Shape>);

export const POD_SECURITY_CONTEXT_VALUES = Shape.struct({
  runAsNonRoot: Shape.bool(),
  seccompProfile: SECCOMP,
} satisfies Record<keyof PodSecurityContextValues, Shape>);
