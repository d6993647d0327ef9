const { fixed, defaults }: OperatorParameters = require('../data/operator-parameters.json');

type OperatorParameters = {
  readonly fixed: readonly string[];
  readonly defaults: { readonly [name: string]: string };
};

/**
 * The PostgreSQL parameters that the operator sets or forbids itself, sorted.
 *
 * Source: cloudnative-pg pkg/postgres/configuration.go FixedConfigurationParameters (the same 65 names in 1.27 and 1.30).
 */
export const FIXED_PARAMETERS: ReadonlySet<string> = new Set(fixed);

/** What the operator sets unless the author does. Source: cloudnative-pg pkg/postgres/configuration.go CnpgConfigurationSettings. */
export const OPERATOR_DEFAULTS: { readonly [name: string]: string } = defaults;
