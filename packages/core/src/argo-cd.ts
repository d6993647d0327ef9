import type { ConfigProblem } from './config-problem';
import { Shape } from './shape';

/** Where Argo CD is, and which of its projects owns the Applications. */
export interface ArgoCdOptions {
  /** Namespace of Argo CD. @default argocd */
  readonly namespace?: string;
  /** AppProject of the Applications. @default default */
  readonly project?: string;
}

/** A cluster that Argo CD deploys to: its API server, or its name in Argo CD. */
export interface ClusterDestination {
  /** URL of the API server. @default https://kubernetes.default.svc, the cluster Argo CD itself runs in */
  readonly server?: string;
  /** Name of the cluster in Argo CD; instead of `server`. @default - the server decides */
  readonly name?: string;
}

/** What the generated Argo CD objects have in common. */
export class ArgoCd {
  /** The cluster that Argo CD itself runs in. */
  public static readonly IN_CLUSTER = 'https://kubernetes.default.svc';
  /** On every object that holds or protects data: neither a sync nor the deletion of the Application removes it. */
  public static readonly GUARD = 'Prune=false,Delete=false';
  /** Annotation of sync options. */
  public static readonly SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
  /** Annotation of the sync wave. Nothing of an environment or a product has one: see `guard`. */
  public static readonly SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
  /** Annotation of compare options. */
  public static readonly COMPARE_OPTIONS = 'argocd.argoproj.io/compare-options';

  /**
   * Annotations of an object that holds or protects data: Argo CD must never delete it.
   *
   * There is no sync wave beside it. A sync with one wave is one apply, which is done when the API server has taken it; a sync with
   * several waits for the health of every object before the next wave, and holds back every newer commit for as long: the one that
   * heals a database too. The operator copes with any order. Source: gitops-engine, pkg/sync/sync_context.go.
   */
  public static guard(): { [name: string]: string } {
    return { [ArgoCd.SYNC_OPTIONS]: ArgoCd.GUARD };
  }

  /**
   * `spec.syncPolicy.retry` of every Application: a retry takes the newest commit (`refresh`, Argo CD 3.2), so that a fix waits for
   * 2 minutes at most; 20 retries in about 37 minutes outlast the start of an operator, and then the sync is `Failed` for all to see.
   */
  public static retry(): any {
    return { limit: 20, refresh: true, backoff: { duration: '15s', factor: 2, maxDuration: '2m' } };
  }

  /** Run-time shape of `ArgoCdOptions`. */
  public static readonly SHAPE: Shape = Shape.struct({
    namespace: Shape.dnsLabel(),
    project: Shape.dnsLabel(),
  } satisfies Record<keyof ArgoCdOptions, Shape>);

  /** Run-time shape of `ClusterDestination`. */
  public static readonly DESTINATION_SHAPE: Shape = Shape.struct({
    server: Shape.text('^https?://[^\\s/]+\\S*$', 'the URL of an API server, for example https://10.0.0.1:6443'),
    name: Shape.text(),
  } satisfies Record<keyof ClusterDestination, Shape>);

  /** `DESTINATION_AMBIGUOUS` when a destination has both a server and a name: Argo CD refuses such an Application. */
  public static validateDestination(destination: ClusterDestination, path: string): ConfigProblem[] {
    return destination.server && destination.name
      ? [
          {
            code: 'DESTINATION_AMBIGUOUS',
            path,
            message: 'A destination is either an API server or a name in Argo CD, not both.',
            given: `${destination.server} and ${destination.name}`,
            fix: 'Remove server or name.',
          },
        ]
      : [];
  }

  /** A destination as an Application has it, with the namespace. */
  public static destination(destination: ClusterDestination, namespace: string): { [name: string]: string } {
    return {
      ...(destination.name ? { name: destination.name } : { server: destination.server ?? ArgoCd.IN_CLUSTER }),
      namespace,
    };
  }

  private constructor() {}
}
