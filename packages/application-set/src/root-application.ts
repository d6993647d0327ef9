import { ArgoCd, type ConfigProblem, configError, type GeneratedFile, Shape } from '@pgplatform/core';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

/** Options of `RootApplication`. */
export interface RootApplicationOptions {
  /** Name of the Application. @default postgres-platform */
  readonly name?: string;
  /** Git repository: `https://…`, `ssh://…` or `git@host:path`. */
  readonly repoUrl: string;
  /** Branch or tag that Argo CD follows. @default main */
  readonly targetRevision?: string;
  /** Namespace of Argo CD. @default argocd */
  readonly namespace?: string;
  /** AppProject of the root; it has to exist before the root does, so it is not the one that the root deploys. @default default */
  readonly project?: string;
}

/**
 * The app of apps: the one Application that a person applies; it deploys everything in `apps/`, itself included.
 *
 * It never prunes and has no finalizer, so neither a removed file nor the deletion of the root removes an Application.
 */
export class RootApplication extends Construct {
  /** Run-time shape of the options. */
  public static readonly SHAPE: Shape = Shape.struct(
    {
      name: Shape.dnsLabel(),
      repoUrl: Shape.gitUrl(),
      targetRevision: Shape.text(),
      namespace: Shape.dnsLabel(),
      project: Shape.dnsLabel(),
    } satisfies Record<keyof RootApplicationOptions, Shape>,
    ['repoUrl'],
  );

  /** The Application as a plain object. */
  public readonly manifest: any;

  /**
   * @param scope a cdk8s Chart, or a construct in one
   * @param id name of the construct in its scope
   * @param options the options
   */
  constructor(scope: Construct, id: string, options: RootApplicationOptions) {
    super(scope, id);
    const problems: ConfigProblem[] = [];
    const read: RootApplicationOptions = RootApplication.SHAPE.read(options, '', problems) ?? {};
    if (problems.length > 0) {
      throw configError(problems);
    }
    const namespace = read.namespace ?? 'argocd';
    this.manifest = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: read.name ?? 'postgres-platform',
        namespace,
        annotations: { [ArgoCd.COMPARE_OPTIONS]: 'ServerSideDiff=true' },
      },
      spec: {
        project: read.project ?? 'default',
        source: {
          repoURL: read.repoUrl,
          targetRevision: read.targetRevision ?? 'main',
          path: 'apps',
          directory: { recurse: true },
        },
        destination: ArgoCd.destination({}, namespace),
        syncPolicy: {
          automated: { prune: false, selfHeal: true },
          syncOptions: ['ServerSideApply=true', 'Delete=false'],
          retry: ArgoCd.retry(),
        },
      },
    };
    new ApiObject(this, this.manifest.metadata.name, this.manifest);
  }

  /** `apps/root.yaml`. */
  public files(): GeneratedFile[] {
    return [{ path: 'apps/root.yaml', content: [this.manifest] }];
  }
}
