const { fixed, defaults, managedModules, pgbouncer }: OperatorParameters = require('../data/operator-parameters.json');

type OperatorParameters = {
  readonly fixed: readonly string[];
  readonly defaults: { readonly [name: string]: string };
  readonly managedModules: readonly string[];
  readonly pgbouncer: readonly string[];
};

/**
 * The PostgreSQL parameters that the operator sets or forbids itself, sorted.
 *
 * Source: cloudnative-pg pkg/postgres/configuration.go FixedConfigurationParameters (the same 65 names in 1.27 and 1.30).
 */
export const FIXED_PARAMETERS: ReadonlySet<string> = new Set(fixed);

/** What the operator sets unless the author does. Source: cloudnative-pg pkg/postgres/configuration.go CnpgConfigurationSettings. */
export const OPERATOR_DEFAULTS: { readonly [name: string]: string } = defaults;

/**
 * Modules that the operator preloads as soon as a parameter of theirs is there.
 *
 * Source: cloudnative-pg pkg/postgres/configuration.go ManagedExtensions.
 */
export const MANAGED_MODULES: readonly string[] = managedModules;

/**
 * Settings of pgbouncer.ini that a Pooler may carry, whatever its TLS.
 *
 * Source: cloudnative-pg internal/webhook/v1/pooler_webhook.go AllowedPgbouncerGenericConfigurationParameters.
 */
export const PGBOUNCER_PARAMETERS: ReadonlySet<string> = new Set(pgbouncer);
