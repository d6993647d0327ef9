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
  /** Annotation of the sync wave. */
  public static readonly SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
  /** Annotation of compare options. */
  public static readonly COMPARE_OPTIONS = 'argocd.argoproj.io/compare-options';

  /**
   * Annotations of an object: its wave, and the guard when it holds or protects data (cloudnativepg.md 2.4, 9.1).
   *
   * @param wave sync wave, the lowest first
   * @param guarded whether Argo CD must never delete it
   */
  public static annotations(wave: number, guarded: boolean): { [name: string]: string } {
    return { [ArgoCd.SYNC_WAVE]: String(wave), ...(guarded ? { [ArgoCd.SYNC_OPTIONS]: ArgoCd.GUARD } : {}) };
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
