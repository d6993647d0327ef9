import { Shape } from '@pgplatform/core';

/** One of the operator's two admission webhooks. */
export interface WebhookConfigurationValues {
  /** Create the webhook configuration. @default true @since 0.26.0 */
  readonly create?: boolean;
  /** What happens when the webhook does not answer: `Fail` or `Ignore`. @default Fail @since 0.26.0 */
  readonly failurePolicy?: string;
}

/** A probe of the operator that only has a start delay. */
export interface ProbeValues {
  /** Seconds before the first probe. @default 3 @since 0.26.0 */
  readonly initialDelaySeconds?: number;
}

/** The startup probe of the operator. */
export interface StartupProbeValues {
  /** Failures before the container is restarted. @default 6 @since 0.26.0 */
  readonly failureThreshold?: number;
  /** Seconds between two probes. @default 5 @since 0.26.0 */
  readonly periodSeconds?: number;
}

/** The admission webhooks; they run in the operator's container, so its `resources` are theirs. */
export interface WebhookValues {
  /** Port of the webhook server in the container. @default 9443 @since 0.26.0 */
  readonly port?: number;
  /** The webhook that fills in defaults. @default - created, failurePolicy Fail @since 0.26.0 */
  readonly mutating?: WebhookConfigurationValues;
  /** The webhook that refuses invalid objects. @default - created, failurePolicy Fail @since 0.26.0 */
  readonly validating?: WebhookConfigurationValues;
  /** Liveness probe. @default - after 3 seconds @since 0.26.0 */
  readonly livenessProbe?: ProbeValues;
  /** Readiness probe. @default - after 3 seconds @since 0.26.0 */
  readonly readinessProbe?: ProbeValues;
  /** Startup probe. @default - 6 failures, 5 seconds apart @since 0.26.0 */
  readonly startupProbe?: StartupProbeValues;
}

const CONFIGURATION = Shape.struct({
  create: Shape.bool(),
  failurePolicy: Shape.oneOf(['Fail', 'Ignore']),
} satisfies Record<keyof WebhookConfigurationValues, Shape>);

const PROBE = Shape.struct({ initialDelaySeconds: Shape.integer(0) } satisfies Record<keyof ProbeValues, Shape>);

export const WEBHOOK_VALUES = Shape.struct({
  port: Shape.integer(1, 65535),
  mutating: CONFIGURATION,
  validating: CONFIGURATION,
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: Shape.struct({
    failureThreshold: Shape.integer(1),
    periodSeconds: Shape.integer(1),
  } satisfies Record<keyof StartupProbeValues, Shape>),
} satisfies Record<keyof WebhookValues, Shape>)
  // People look for it (there is none): it gets past the shape so that `validate` can say where the webhook's share is set.
  .extend({ resources: Shape.json() });
