/** Helm charts of https://cloudnative-pg.github.io/charts. */
export const OPERATOR_CHART = 'cloudnative-pg';
export const PLUGIN_CHART = 'plugin-barman-cloud';
