import {
  ArgoCd,
  type ArgoCdOptions,
  type ClusterDestination,
  type ConfigProblem,
  configError,
  type GeneratedFile,
  isConfigError,
  PlatformRelease,
  Shape,
} from '@pgplatform/core';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type ChartApplication, chartApplication } from './chart-application';
import { PREREQUISITES, type PrerequisitesOptions, prerequisiteCharts } from './prerequisites';
import { OPERATOR_CHART_VALUES, type OperatorChartValues } from './values/operator-chart-values';
import { PLUGIN_CHART_VALUES, type PluginChartValues } from './values/plugin-chart-values';
import { overDefaults } from './values/resource-values';
import { operatorValuesProblems, pluginValuesProblems } from './values-rules';

const CHARTS = 'https://cloudnative-pg.github.io/charts';

/** Options of `OperatorValues`. */
export interface OperatorValuesOptions {
  /** Platform release, for example `2026.07`: it decides the versions of the charts. @default - the newest */
  readonly platformRelease?: string;
  /**
   * Values of the `cloudnative-pg` chart, merged over the defaults.
   * @default - requests 200m CPU and 256Mi, limits 500m and 512Mi, cluster-wide, CRDs, rollout delays
   */
  readonly values?: OperatorChartValues;
  /**
   * Values of the `plugin-barman-cloud` chart, merged over the defaults; only for releases with the plugin.
   * @default - CRDs, requests 50m CPU and 64Mi, memory limit 256Mi
   */
  readonly pluginValues?: PluginChartValues;
  /** Helm release name; changing it later installs a second operator. @default cnpg */
  readonly releaseName?: string;
  /** Namespace of the operator and the plugin. @default cnpg-system */
  readonly namespace?: string;
  /** Create a PodMonitor for the operator; needs the CRDs of the Prometheus operator, else the sync fails. @default true */
  readonly podMonitor?: boolean;
  /** Argo CD. @default - namespace argocd, project default */
  readonly argoCd?: ArgoCdOptions;
  /** Kubernetes cluster that gets the operator. @default - the one Argo CD runs in */
  readonly destination?: ClusterDestination;
  /**
   * Ending of the Applications' and files' names, when one repository serves several Kubernetes clusters (one operator each).
   * @default - none
   */
  readonly nameSuffix?: string;
  /** Programs that the operator needs. @default - all exist already */
  readonly prerequisites?: PrerequisitesOptions;
}

/**
 * The CloudNativePG operator: its chart's values, and the Argo CD Applications that install it, its Barman Cloud plugin and what they need.
 *
 * Throws all problems of its options at once, as `configError`.
 */
export class OperatorValues extends Construct {
  /** Run-time shape of the options. */
  public static readonly SHAPE: Shape = Shape.struct({
    platformRelease: Shape.text(),
    values: OPERATOR_CHART_VALUES,
    pluginValues: PLUGIN_CHART_VALUES,
    // Helm's own limit.
    releaseName: Shape.text('^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$', 'a DNS label of at most 53 characters'),
    namespace: Shape.dnsLabel(),
    podMonitor: Shape.bool(),
    argoCd: ArgoCd.SHAPE,
    destination: ArgoCd.DESTINATION_SHAPE,
    nameSuffix: Shape.dnsLabel(),
    prerequisites: PREREQUISITES,
  } satisfies Record<keyof OperatorValuesOptions, Shape>);

  /**
   * What is wrong with options that have been read through `SHAPE`: `RELEASE_UNKNOWN`, `VALUES_KEY_NOT_IN_CHART`, `VALUES_NAMESPACE`,
   * `VALUES_FIXED`, `VALUES_IMAGE_TAG`, `PLUGIN_NOT_IN_RELEASE`, `DESTINATION_AMBIGUOUS`.
   *
   * @param options the options
   * @param path path of the options, for the problems
   */
  public static validate(options: OperatorValuesOptions, path: string = ''): ConfigProblem[] {
    const at = (name: string) => (path ? `${path}.${name}` : name);
    const namespace = options.namespace ?? DEFAULT_NAMESPACE;
    const problems = ArgoCd.validateDestination(options.destination ?? {}, at('destination'));
    try {
      const release = releaseOf(options);
      problems.push(
        ...operatorValuesProblems(options.values ?? {}, release, namespace, at('values')),
        ...(options.pluginValues ? pluginValuesProblems(options.pluginValues, release, namespace, at('pluginValues')) : []),
      );
    } catch (error) {
      if (!isConfigError(error)) {
        throw error;
      }
      problems.push(...error.problems.map((problem) => ({ ...problem, path: at(problem.path) })));
    }
    return problems;
  }

  /** Values of the `cloudnative-pg` chart, defaults included. */
  public readonly chartValues: any;
  /** Name of the operator's Deployment. */
  public readonly deployment: string;
  /** Namespace of the operator. */
  public readonly namespace: string;
  /** Helm release name. */
  public readonly releaseName: string;
  /** The Applications as plain objects: prerequisites, operator, plugin. */
  public readonly applications: any[];

  /**
   * @param scope a cdk8s Chart, or a construct in one
   * @param id name of the construct in its scope
   * @param options what differs from the defaults
   */
  constructor(scope: Construct, id: string, options: OperatorValuesOptions = {}) {
    super(scope, id);
    const problems: ConfigProblem[] = [];
    const read: OperatorValuesOptions = OperatorValues.SHAPE.read(options, '', problems) ?? {};
    problems.push(...OperatorValues.validate(read));
    if (problems.length > 0) {
      throw configError(problems);
    }

    const release = releaseOf(read);
    this.namespace = read.namespace ?? DEFAULT_NAMESPACE;
    this.releaseName = read.releaseName ?? 'cnpg';
    this.chartValues = overDefaults(operatorDefaults(read.podMonitor ?? true), read.values);
    this.deployment = fullName('cloudnative-pg', this.releaseName, this.chartValues);

    const suffix = read.nameSuffix ? `-${read.nameSuffix}` : '';
    this.applications = [
      ...prerequisiteCharts(read.prerequisites ?? {}),
      this.operatorChart(release),
      ...this.pluginCharts(release, read.pluginValues),
    ].map((chart) => chartApplication({ ...chart, name: `${chart.name}${suffix}` }, read.argoCd ?? {}, read.destination ?? {}));
    for (const application of this.applications) {
      new ApiObject(this, application.metadata.name, application);
    }
  }

  /** One file for each Application, in `apps/infrastructure`. */
  public files(): GeneratedFile[] {
    return this.applications.map((application) => ({
      path: `apps/infrastructure/${application.metadata.name}.yaml`,
      content: [application],
    }));
  }

  private operatorChart(release: PlatformRelease): ChartApplication {
    return {
      name: 'cloudnativepg',
      repoUrl: CHARTS,
      chart: 'cloudnative-pg',
      version: release.operatorChart,
      releaseName: this.releaseName,
      values: this.chartValues,
      namespace: this.namespace,
      syncOptions: ['ApplyOutOfSyncOnly=true'],
    };
  }

  private pluginCharts(release: PlatformRelease, values?: PluginChartValues): ChartApplication[] {
    return release.pluginChart
      ? [
          {
            name: 'plugin-barman-cloud',
            repoUrl: CHARTS,
            chart: 'plugin-barman-cloud',
            version: release.pluginChart,
            releaseName: 'plugin-barman-cloud',
            values: overDefaults(PLUGIN_DEFAULTS, values),
            namespace: this.namespace,
            // cert-manager's kinds may not be there yet.
            syncOptions: ['SkipDryRunOnMissingResource=true'],
          },
        ]
      : [];
  }
}

const DEFAULT_NAMESPACE = 'cnpg-system';

const PLUGIN_DEFAULTS = {
  crds: { create: true },
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
};

function operatorDefaults(podMonitor: boolean): any {
  return {
    crds: { create: true },
    config: {
      clusterWide: true,
      data: { CLUSTERS_ROLLOUT_DELAY: '300', INSTANCES_ROLLOUT_DELAY: '60' },
    },
    resources: {
      requests: { cpu: '200m', memory: '256Mi' },
      limits: { cpu: '500m', memory: '512Mi' },
    },
    monitoring: { podMonitorEnabled: podMonitor },
  };
}

function releaseOf(options: OperatorValuesOptions): PlatformRelease {
  return options.platformRelease === undefined ? PlatformRelease.latest() : PlatformRelease.of(options.platformRelease);
}

/** What Helm's usual template makes of a release and a chart (charts/cloudnative-pg/templates/_helpers.tpl, `fullname`). */
function fullName(chart: string, releaseName: string, values: OperatorChartValues): string {
  const name = values.nameOverride ?? chart;
  const full = values.fullnameOverride ?? (releaseName.includes(name) ? releaseName : `${releaseName}-${name}`);
  return full.slice(0, 63).replace(/-$/, '');
}
