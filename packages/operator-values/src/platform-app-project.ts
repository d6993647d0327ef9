import {
  ArgoCd,
  type ArgoCdOptions,
  type ClusterDestination,
  type ConfigProblem,
  configError,
  type GeneratedFile,
  Shape,
} from '@pgplatform/core';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

/** A namespace that the platform deploys to. */
export interface ProjectNamespace {
  /** Namespace, or a pattern such as `postgres-*`. */
  readonly namespace: string;
  /** Kubernetes cluster. @default - the one Argo CD runs in */
  readonly destination?: ClusterDestination;
}

/** Options of `PlatformAppProject`. */
export interface PlatformAppProjectOptions {
  /** Argo CD; `project` names the AppProject of the environments and may not be `default`, which Argo CD makes itself. */
  readonly argoCd: ArgoCdOptions;
  /** Git repository of the platform: `https://…`, `ssh://…` or `git@host:path`. */
  readonly repoUrl: string;
  /**
   * The Applications that install charts, as `OperatorValues.applications` has them: their repositories and namespaces are allowed in
   * the project that they name, which `PlatformAppProject.charts` gives; an Application in the project of the environments widens that one.
   */
  readonly applications: any[];
  /** Namespaces of the environments. @default - postgres-* in the cluster Argo CD runs in */
  readonly namespaces?: ProjectNamespace[];
  /** Cluster-scoped objects that the repository deploys itself, such as a StorageClass: their kinds are allowed. @default - none */
  readonly clusterScoped?: any[];
}

/** What the sync option CreateNamespace needs. */
const NAMESPACE = { group: '', kind: 'Namespace' };

/** Cluster-scoped kinds in the charts of the operator, the plugin, sealed-secrets and cert-manager. */
const CHART_KINDS = [
  NAMESPACE,
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
];

/**
 * The AppProjects of a platform, when its project is not `default`: exactly the repositories, namespaces and cluster-scoped kinds it needs.
 *
 * One has the environments, without Argo CD's own namespace, and of the cluster-scoped kinds only those that the repository deploys itself: a
 * manifest of an environment can neither make itself administrator nor change Applications. The other one has what installs charts.
 *
 * In a sync wave before everything else, because Argo CD refuses an Application whose project does not exist; an AppProject has no health
 * that a sync would wait for. Narrowing it later stops syncs and
 * deletes nothing. Source: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export class PlatformAppProject extends Construct {
  /** Run-time shape of the options. */
  public static readonly SHAPE: Shape = Shape.struct(
    {
      argoCd: ArgoCd.SHAPE,
      repoUrl: Shape.gitUrl(),
      applications: Shape.list(Shape.json()),
      namespaces: Shape.list(
        Shape.struct({ namespace: Shape.text(), destination: ArgoCd.DESTINATION_SHAPE } satisfies Record<
          keyof ProjectNamespace,
          Shape
        >),
      ),
      clusterScoped: Shape.list(Shape.json()),
    } satisfies Record<keyof PlatformAppProjectOptions, Shape>,
    ['argoCd', 'repoUrl', 'applications'],
  );

  /**
   * What is wrong with options that have been read through `SHAPE`: `APP_PROJECT_DEFAULT`, `DESTINATION_AMBIGUOUS`.
   *
   * @param options the options
   * @param path path of the options, for the problems
   */
  public static validate(options: PlatformAppProjectOptions, path: string = ''): ConfigProblem[] {
    const at = (name: string) => (path ? `${path}.${name}` : name);
    const problems = (options.namespaces ?? []).flatMap(({ namespace, destination }) =>
      ArgoCd.validateDestination(destination ?? {}, at(`namespaces.${namespace}`)),
    );
    if ((options.argoCd?.project ?? 'default') === 'default') {
      problems.push({
        code: 'APP_PROJECT_DEFAULT',
        path: at('argoCd.project'),
        message: 'Argo CD makes the project "default" itself, and other teams use it.',
        given: options.argoCd?.project,
        fix: 'Name a project of your own, or make no PlatformAppProject.',
      });
    }
    return problems;
  }

  /**
   * Argo CD as `OperatorValues` takes it, with the project of what installs charts; `default` stays.
   *
   * @param argoCd Argo CD with the project of the environments
   */
  public static charts(argoCd: ArgoCdOptions = {}): ArgoCdOptions {
    const project = argoCd.project ?? 'default';
    return project === 'default' ? argoCd : { ...argoCd, project: `${project}-charts` };
  }

  /** The AppProject of the environments as a plain object. */
  public readonly manifest: any;
  /** The AppProject of the charts. @default - no Application is in it */
  public readonly chartsManifest?: any;

  /**
   * @param scope a cdk8s Chart, or a construct in one
   * @param id name of the construct in its scope
   * @param options the options
   */
  constructor(scope: Construct, id: string, options: PlatformAppProjectOptions) {
    super(scope, id);
    const problems: ConfigProblem[] = [];
    const read: PlatformAppProjectOptions = PlatformAppProject.SHAPE.read(options, '', problems) ?? {};
    problems.push(...PlatformAppProject.validate(read));
    if (problems.length > 0) {
      throw configError(problems);
    }

    const namespaces = (read.namespaces ?? [{ namespace: 'postgres-*' }]).map(({ namespace, destination }) =>
      ArgoCd.destination(destination ?? {}, namespace),
    );
    const cluster = (read.clusterScoped ?? []).map(({ apiVersion, kind }) => ({
      group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
      kind,
    }));
    const of = ({ project }: ArgoCdOptions) => read.applications.filter((application) => application.spec.project === project);
    const [own, charts] = [of(read.argoCd), of(PlatformAppProject.charts(read.argoCd))];
    const sources = (applications: any[]) => applications.map((application) => application.spec.source.repoURL);
    const destinations = (applications: any[]) => applications.map((application) => application.spec.destination);
    this.manifest = appProject(read.argoCd, 'PostgreSQL platform', {
      sourceRepos: [read.repoUrl, ...sources(own)],
      destinations: [...destinations(own), ...namespaces],
      clusterResourceWhitelist: [...(own.length > 0 ? CHART_KINDS : [NAMESPACE]), ...cluster],
    });
    if (charts.length > 0) {
      this.chartsManifest = appProject(PlatformAppProject.charts(read.argoCd), 'PostgreSQL platform: operators', {
        sourceRepos: sources(charts),
        destinations: destinations(charts),
        clusterResourceWhitelist: CHART_KINDS,
      });
    }
    for (const manifest of this.manifests) {
      new ApiObject(this, manifest.metadata.name, manifest);
    }
  }

  /** `apps/infrastructure/project.yaml`. */
  public files(): GeneratedFile[] {
    return [{ path: 'apps/infrastructure/project.yaml', content: this.manifests }];
  }

  private get manifests(): any[] {
    return this.chartsManifest ? [this.manifest, this.chartsManifest] : [this.manifest];
  }
}

/** @param allowed lists, in which what is there twice counts once */
function appProject({ project, namespace }: ArgoCdOptions, description: string, allowed: Record<string, any[]>): any {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: project, namespace: namespace ?? 'argocd', annotations: { [ArgoCd.SYNC_WAVE]: '-1' } },
    spec: { description, ...Object.fromEntries(Object.entries(allowed).map(([list, items]) => [list, distinct(items)])) },
  };
}

/** The items without repetitions, in their order. */
function distinct<T>(items: T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
