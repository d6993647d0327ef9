import { type ConfigProblem, PlatformRelease } from '@pgplatform/core';
import { chartKeySince } from '@pgplatform/facts';
import type { OperatorChartValues } from './values/operator-chart-values';
import type { PluginChartValues } from './values/plugin-chart-values';

/** What is wrong with the operator's values for one release; the shape has been read. */
export function operatorValuesProblems(
  values: OperatorChartValues,
  release: PlatformRelease,
  namespace: string,
  path: string,
): ConfigProblem[] {
  return [
    ...tooNewKeys(values, release, path),
    ...webhookResources(values, path),
    ...ownNamespace(values, namespace, path),
    ...fixedServiceName(values, 'cnpg-webhook-service', path),
    ...fixedTag(values.image?.tag, release.operatorVersion, `${path}.image.tag`),
  ];
}

/** What is wrong with the plugin's values for one release; the shape has been read. */
export function pluginValuesProblems(
  values: PluginChartValues,
  release: PlatformRelease,
  namespace: string,
  path: string,
): ConfigProblem[] {
  if (!release.pluginVersion) {
    return [
      {
        code: 'PLUGIN_NOT_IN_RELEASE',
        path,
        message: `Release ${release.id} takes backups without the Barman Cloud plugin, so its values have no effect.`,
        fix: 'Remove pluginValues.',
      },
    ];
  }
  return [
    ...ownNamespace(values, namespace, path),
    ...fixedServiceName(values, 'barman-cloud', path),
    ...fixedTag(values.image?.tag, release.pluginVersion, `${path}.image.tag`),
    ...fixedTag(values.sidecarImage?.tag, release.pluginVersion, `${path}.sidecarImage.tag`),
  ];
}

function tooNewKeys(values: OperatorChartValues, release: PlatformRelease, path: string): ConfigProblem[] {
  return Object.keys(values)
    .filter((key) => isNewer(chartKeySince(key) ?? '0', release.operatorChart))
    .map((key) => {
      const since = chartKeySince(key)!;
      const having = PlatformRelease.all().find((candidate) => !isNewer(since, candidate.operatorChart));
      return {
        code: 'VALUES_KEY_NOT_IN_CHART',
        path: `${path}.${key}`,
        message: `Chart ${release.operatorChart} of release ${release.id} has no such key and would ignore it; it came with chart ${since}.`,
        given: key,
        fix: `Remove it, or move to release ${having?.id}.`,
      };
    });
}

/** Everybody who sized the webhook once looks for this; the webhook is served by the operator's one container. */
function webhookResources(values: OperatorChartValues, path: string): ConfigProblem[] {
  return values.webhook && 'resources' in values.webhook
    ? [
        {
          code: 'VALUES_KEY_NOT_IN_CHART',
          path: `${path}.webhook.resources`,
          message:
            'No chart has this key. One container is both controller and webhook: its requests (200m, 256Mi) keep admission answering, its limits are 500m and 512Mi.',
          given: JSON.stringify(values.webhook.resources),
          fix: `Set ${path}.resources.`,
        },
      ]
    : [];
}

function ownNamespace(values: { readonly namespaceOverride?: string }, namespace: string, path: string): ConfigProblem[] {
  return values.namespaceOverride && values.namespaceOverride !== namespace
    ? [
        {
          code: 'VALUES_NAMESPACE',
          path: `${path}.namespaceOverride`,
          message: 'The operator and the plugin work only in one namespace, the one Argo CD deploys to.',
          given: values.namespaceOverride,
          allowed: namespace,
          fix: 'Remove it and set the namespace option.',
        },
      ]
    : [];
}

function fixedServiceName(
  values: { readonly service?: { readonly name?: string } },
  name: string,
  path: string,
): ConfigProblem[] {
  return values.service?.name && values.service.name !== name
    ? [
        {
          code: 'VALUES_FIXED',
          path: `${path}.service.name`,
          message: 'The certificates are made for this Service name; under another one no connection works.',
          given: values.service.name,
          allowed: name,
          fix: 'Remove it.',
        },
      ]
    : [];
}

/** RBAC and CRDs are the chart's: another version of the program misses permissions (1.28.4 and 1.29.2 did). */
function fixedTag(tag: string | undefined, version: string, path: string): ConfigProblem[] {
  const plain = tag?.replace(/^v/, '');
  return plain === undefined || plain === version || plain.startsWith(`${version}-`) || plain.startsWith(`${version}@`)
    ? []
    : [
        {
          code: 'VALUES_IMAGE_TAG',
          path,
          message: "Permissions and CRDs come from the release's chart and do not fit another version.",
          given: tag,
          allowed: version,
          fix: 'Remove it, and move to another platform release instead.',
        },
      ];
}

/** Whether chart version `a` is newer than `b`. */
function isNewer(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { numeric: true }) > 0;
}
