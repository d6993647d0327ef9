import type { ChangeRule, Judgement } from './change-rule';
import { sidecars } from './cluster/replica';
import type { Application, Repository, Side } from './comparison';
import { isMap, mapsIn } from './shape';

const OPERATOR_CHART = 'cloudnative-pg';
const PLUGIN_CHART = 'plugin-barman-cloud';
const UPGRADE = 'cloudnative-pg docs/src/installation_upgrade.md';
const CONFIGURATION = 'cloudnative-pg docs/src/operator_conf.md';
/** Keys of the operator's configuration that no Pod of a database shows (operator_conf.md). */
const QUIET =
  'CLUSTERS_ROLLOUT_DELAY INSTANCES_ROLLOUT_DELAY ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES EXPIRING_CHECK_THRESHOLD CERTIFICATE_DURATION ' +
  'INHERITED_ANNOTATIONS INHERITED_LABELS DRAIN_TAINTS KUBERNETES_CLUSTER_DOMAIN STANDBY_TCP_USER_TIMEOUT';

/** What runs a database from outside, as pseudo-objects of kind `Operator` and `Plugin`: a version, an image, and settings. */
export const OPERATOR_RULES: readonly ChangeRule[] = [
  {
    id: 'operator-version',
    kind: 'Operator.',
    paths: ['version', 'chart', 'image'],
    says: 'Every instance runs the instance manager of the operator, so a new operator recreates the Pods of every cluster, all at once unless a rollout delay spreads them.',
    source: UPGRADE,
    judge: (_, { after }): Judgement => {
      const { settings = {} } = operatorOf(after, OPERATOR_CHART) ?? {};
      if (String(settings.ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES) === 'true') {
        return {
          effect: 'none',
          why: 'In-place updates are on: the instance manager replaces itself, and PostgreSQL and the Pods stay.',
        };
      }
      const delays = ['CLUSTERS_ROLLOUT_DELAY', 'INSTANCES_ROLLOUT_DELAY'].filter((name) => Number(settings[name]) > 0);
      const spread = `Every instance runs the instance manager of the operator, so a new operator recreates the Pods of every cluster, spread by ${delays.map((name) => `${name} ${settings[name]} s`).join(' and ')}.`;
      return { effect: 'rolling update', ...(delays.length > 0 && { why: spread }) };
    },
  },
  {
    id: 'operator-settings',
    kind: 'Operator.',
    paths: ['settings', 'values'],
    says: 'The operator restarts with the new settings; running databases stay.',
    source: CONFIGURATION,
    judge: ({ path }) => (path[0] === 'values' || QUIET.split(' ').includes(path[1]) ? 'none' : undefined),
  },
  {
    id: 'plugin-version',
    kind: 'Plugin.',
    paths: ['chart', 'image'],
    says: 'The sidecar of the plugin is part of every Pod, so a new plugin recreates the Pods of the clusters that use it.',
    source: 'plugin-barman-cloud web/docs/installation.mdx',
    judge: ({ from, to }, { after }) => {
      if (from === undefined || to === undefined) return { effect: 'none', why: 'The Cluster decides when it uses the plugin.' };
      return sidecars(after).includes('barman-cloud')
        ? 'rolling update'
        : { effect: 'none', why: 'This Cluster does not use the plugin.' };
    },
  },
  {
    id: 'plugin-values',
    kind: 'Plugin.',
    paths: ['values'],
    says: 'The deployment of the plugin changes; the sidecars stay.',
    source: 'plugin-barman-cloud web/docs/installation.mdx',
    judge: () => 'none',
  },
];

/** What an Application or a Flux HelmRelease installs from a chart. */
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
export function operatorOf(side: Side, chart: string): Installation | undefined {
  const { repository, resource } = side;
  const destinations = repository.applicationsOf(resource.build).map(({ destination }) => destination.cluster);
  const applications = repository.applications.filter(({ sources }) => sources.some((source) => source.chart === chart));
  const application = applications.find(({ destination }) => destinations.includes(destination.cluster)) ?? applications[0];
  return application ? ofApplication(application, chart) : (ofRelease(repository, chart) ?? ofKustomization(repository, chart));
}

export const CHARTS: readonly (readonly [kind: string, chart: string])[] = [
  ['Operator.', OPERATOR_CHART],
  ['Plugin.', PLUGIN_CHART],
];

function ofApplication({ sources, spec, on }: Application, chart: string): Installation {
  const index = sources.findIndex((source) => source.chart === chart);
  const { helm } = spec.source ?? spec.sources[index] ?? {};
  const { kind, metadata } = on.object;
  const parameters = Object.fromEntries(mapsIn(helm?.parameters).map(({ name, value }) => [name, value]));
  return {
    object: `${kind}/${metadata?.namespace ?? ''}/${metadata?.name}`,
    chart: sources[index].targetRevision,
    ...valuesOf(isMap(helm?.valuesObject) ? helm.valuesObject : {}, {
      ...parameters,
      ...(helm?.values && { values: helm.values }),
    }),
  };
}

function ofRelease(repository: Repository, chart: string): Installation | undefined {
  const release = repository
    .ofKind('HelmRelease.helm.toolkit.fluxcd.io')
    .find(({ object }) => object.spec?.chart?.spec?.chart === chart);
  if (!release) return undefined;
  const { object, namespace, name } = release;
  return {
    object: `HelmRelease/${namespace}/${name}`,
    chart: object.spec.chart.spec.version,
    ...valuesOf(isMap(object.spec.values) ? object.spec.values : {}, {}),
  };
}

/** A chart that Kustomize renders. */
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
  }
  return undefined;
}

/** Values apart: what changes the operator's image, what configures it, and the rest. */
function valuesOf({ image, config, ...values }: any, parameters: any) {
  const { data, ...other } = isMap(config) ? config : ({} as any);
  return { image, settings: { ...(isMap(data) && data), ...parameters }, values: { ...values, ...other } };
}
