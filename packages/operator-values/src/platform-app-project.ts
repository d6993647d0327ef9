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
  /** Argo CD; `project` names the AppProject and may not be `default`, which Argo CD makes itself. */
  readonly argoCd: ArgoCdOptions;
  /** Git repository of the platform: `https://…`, `ssh://…` or `git@host:path`. */
  readonly repoUrl: string;
  /** The Applications that install charts, as `OperatorValues.applications` has them: their repositories and namespaces are allowed. */
  readonly applications: any[];
  /** Namespaces of the environments. @default - postgres-* in the cluster Argo CD runs in */
  readonly namespaces?: ProjectNamespace[];
  /** Cluster-scoped objects that the repository deploys itself, such as a StorageClass: their kinds are allowed. @default - none */
  readonly clusterScoped?: any[];
}

/** Cluster-scoped kinds in the charts of the operator, the plugin, sealed-secrets and cert-manager, and what CreateNamespace needs. */
const CHART_KINDS = [
  { group: '', kind: 'Namespace' },
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
];

/**
 * The AppProject of a platform, when it is not `default`: exactly the repositories, namespaces and cluster-scoped kinds it needs.
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

  /** The AppProject as a plain object. */
  public readonly manifest: any;

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

    const argoNamespace = read.argoCd.namespace ?? 'argocd';
    const sources = read.applications.map((application) => application.spec.source.repoURL);
    const namespaces = (read.namespaces ?? [{ namespace: 'postgres-*' }]).map(({ namespace, destination }) =>
      ArgoCd.destination(destination ?? {}, namespace),
    );
    const ownKinds = (read.clusterScoped ?? []).map(({ apiVersion, kind }) => ({
      group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
      kind,
    }));
    this.manifest = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: read.argoCd.project, namespace: argoNamespace, annotations: { [ArgoCd.SYNC_WAVE]: '-1' } },
      spec: {
        description: 'PostgreSQL platform',
        sourceRepos: distinct([read.repoUrl, ...sources]),
        destinations: distinct([
          ArgoCd.destination({}, argoNamespace),
          ...read.applications.map((application) => application.spec.destination),
          ...namespaces,
        ]),
        clusterResourceWhitelist: distinct([...CHART_KINDS, ...ownKinds]),
      },
    };
    new ApiObject(this, this.manifest.metadata.name, this.manifest);
  }

  /** `apps/infrastructure/project.yaml`. */
  public files(): GeneratedFile[] {
    return [{ path: 'apps/infrastructure/project.yaml', content: [this.manifest] }];
  }
}

/** The items without repetitions, in their order. */
function distinct<T>(items: T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
