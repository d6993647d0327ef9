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

  private constructor() {}
}
