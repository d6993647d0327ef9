import { plainText } from '@pgplatform/core';
import type { Application, Repository, Side } from './comparison';
import { isMap, mapsIn } from './shape';

export const OPERATOR_CHART = 'cloudnative-pg';
export const PLUGIN_CHART = 'plugin-barman-cloud';

/** What installs the operator or the plugin: an Application, a Flux HelmRelease, a chart or a URL of Kustomize, a Deployment. */
export interface Installation {
  /** The object that says so, `Kind/namespace/name`. */
  readonly object: string;
  readonly chart: string | undefined;
  readonly image: any;
  /** The operator's own configuration. */
  readonly settings: any;
  /** The other values. */
  readonly values: any;
}

/** The operator and the plugin of a database: those for its Kubernetes cluster, else the first there are. */
export function operatorOf(
  { repository, resource }: Pick<Side, 'repository' | 'resource'>,
  chart: string,
): Installation | undefined {
  const destinations = repository.applicationsOf(resource.build).map(({ destination }) => destination.cluster);
  const applications = applicationsOf(repository, chart);
  return (
    installationOf(
      applications.find(({ destination }) => destinations.includes(destination.cluster)),
      chart,
    ) ?? operatorIn(repository, chart)
  );
}

/** The first installation of a chart in a repository. */
export function operatorIn(repository: Repository, chart: string): Installation | undefined {
  return (
    installationOf(applicationsOf(repository, chart)[0], chart) ??
    ofRelease(repository, chart) ??
    ofKustomization(repository, chart) ??
    ofUmbrella(repository, chart) ??
    ofDeployment(repository, chart)
  );
}

export const CHARTS: readonly (readonly [kind: string, chart: string])[] = [
  ['Operator.', OPERATOR_CHART],
  ['Plugin.', PLUGIN_CHART],
];

function applicationsOf({ applications }: Repository, chart: string): Application[] {
  return applications.filter(({ sources }) => sources.some((source) => source.chart === chart));
}

function installationOf(application: Application | undefined, chart: string): Installation | undefined {
  if (!application) return undefined;
  const { sources, spec, on } = application;
  const index = sources.findIndex((source) => source.chart === chart);
  const { helm } = spec.source ?? spec.sources?.[index] ?? {};
  const { kind, metadata } = on.object;
  const parameters = Object.fromEntries(mapsIn(helm?.parameters).map(({ name, value }) => [name, value]));
  return {
    object: `${plainText(kind)}/${plainText(metadata?.namespace ?? '')}/${plainText(metadata?.name)}`,
    chart: sources[index].targetRevision,
    ...valuesOf(isMap(helm?.valuesObject) ? helm.valuesObject : {}, {
      ...parameters,
      ...(helm?.values && { values: helm.values }),
    }),
  };
}

/** A Flux HelmRelease, whose chart stands in itself, or in an OCIRepository or a HelmChart that it names. */
function ofRelease(repository: Repository, chart: string): Installation | undefined {
  for (const { object, namespace, name } of repository.ofKind('HelmRelease.helm.toolkit.fluxcd.io')) {
    const own = object.spec?.chart?.spec;
    const source =
      own?.chart === chart ? { version: own.version } : sourceOf(repository, object.spec?.chartRef, namespace, chart);
    if (source) {
      return {
        object: `HelmRelease/${namespace}/${name}`,
        chart: source.version,
        ...valuesOf(isMap(object.spec.values) ? object.spec.values : {}, {}),
      };
    }
  }
  return undefined;
}

/** The chart that a HelmRelease refers to, with its version. */
export function sourceOf(
  repository: Repository,
  ref: any,
  namespace: string,
  chart: string,
): { version: string | undefined } | undefined {
  if (!isMap(ref)) return undefined;
  const named = repository.ofKind(`${ref.kind}.source.toolkit.fluxcd.io`).filter(({ name }) => name === ref.name);
  const found = (named.find((one) => one.namespace === (ref.namespace ?? namespace)) ?? named[0])?.object.spec;
  if (ref.kind === 'HelmChart') return found?.chart === chart ? { version: found.version } : undefined;
  const { tag, semver, digest } = found?.ref ?? {};
  return plainText(found?.url).endsWith(`/${chart}`) ? { version: tag ?? semver ?? digest } : undefined;
}

/** A chart that Kustomize renders, or the operator's own manifest that it takes from the network. */
function ofKustomization({ kustomizations }: Repository, chart: string): Installation | undefined {
  for (const { object, file } of kustomizations) {
    const found = mapsIn(object.helmCharts).find(({ name }) => name === chart);
    if (found) {
      return {
        object: `Kustomization//${file}`,
        chart: found.version,
        ...valuesOf(isMap(found.valuesInline) ? found.valuesInline : {}, {}),
      };
    }
    const urls = Array.isArray(object.resources) ? object.resources : [];
    const url = urls.find(
      (entry: unknown) => typeof entry === 'string' && /:\/\//.test(entry) && entry.includes(`cloudnative-pg/${chart}/`),
    );
    if (url) return { object: `Kustomization//${file}`, chart: url, ...valuesOf({}, {}) };
  }
  return undefined;
}

/** A chart of this repository that takes in the chart. */
function ofUmbrella(repository: Repository, chart: string): Installation | undefined {
  for (const { object, name } of repository.ofKind('Chart.helm.sh')) {
    const found = mapsIn(object.spec?.dependencies).find((one) => one.name === chart);
    if (found) {
      const values = object.spec.values?.[found.alias ?? chart];
      return { object: `Chart//${name}`, chart: found.version, ...valuesOf(isMap(values) ? values : {}, {}) };
    }
  }
  return undefined;
}

/** A Deployment that is written out: its image is its version; the plugin's also says which sidecar the Pods get. */
function ofDeployment(repository: Repository, chart: string): Installation | undefined {
  for (const { object, namespace, name } of repository.ofKind('Deployment.apps')) {
    const found = mapsIn(object.spec?.template?.spec?.containers).find(({ image }) =>
      plainText(image)
        .replace(/(?<![@:][^/]*)[@:][^/]*$/, '')
        .endsWith(`cloudnative-pg/${chart}`),
    );
    if (found) {
      const sidecarImage = mapsIn(found.env).find((one) => one.name === 'SIDECAR_IMAGE');
      return { object: `Deployment/${namespace}/${name}`, chart: plainText(found.image), ...valuesOf({ sidecarImage }, {}) };
    }
  }
  return undefined;
}

/** Values apart: what changes the operator's image, what configures it, and the rest. */
function valuesOf({ image, config, ...values }: any, parameters: any) {
  const { data, ...other } = isMap(config) ? config : ({} as any);
  return { image, settings: { ...(isMap(data) && data), ...parameters }, values: { ...values, ...other } };
}
