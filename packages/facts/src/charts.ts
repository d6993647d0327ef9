import { CHART_KEYS, OPERATORS } from './operators';

/** By version of the plugin, the charts that install it. */
const PLUGINS: { readonly [version: string]: { readonly charts: readonly string[] } } = require('../data/plugins.json');

/**
 * Charts of the operator, oldest first, with the version that each installs.
 *
 * Source: cloudnative-pg/charts charts/cloudnative-pg/Chart.yaml, appVersion per tag.
 */
export const OPERATOR_CHARTS: readonly (readonly [chart: string, version: string])[] = chartsOf(OPERATORS);

/** The same of the plugin. Source: cloudnative-pg/charts charts/plugin-barman-cloud/Chart.yaml. */
export const PLUGIN_CHARTS: readonly (readonly [chart: string, version: string])[] = chartsOf(PLUGINS);

/**
 * The first chart of the operator with a key of its values; nothing for a key that all have, from 0.26.0 on.
 *
 * Source: https://github.com/cloudnative-pg/charts, values.schema.json per tag.
 */
export function chartKeySince(key: string): string | undefined {
  return Object.hasOwn(CHART_KEYS, key) ? CHART_KEYS[key] : undefined;
}

function chartsOf(table: { readonly [version: string]: { readonly charts?: readonly string[] } }): [string, string][] {
  return Object.entries(table).flatMap(([version, { charts = [] }]) => charts.map((chart): [string, string] => [chart, version]));
}
