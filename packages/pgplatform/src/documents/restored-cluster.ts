import { type EnvironmentFacts, PLUGIN } from './environment-facts';

/** The restore's target: a time that the operator refuses until somebody writes a real one, so it cannot be forgotten. */
export const TARGET_TIME = 'YYYY-MM-DDThh:mm:ssZ';

/**
 * The Cluster that a recovery of an environment makes, beside the damaged one: the same specification under a new name, recovered
 * from the archive of the old one, writing an archive of its own (a server name that was used before is refused with "Expected
 * empty archive").
 */
export class RestoredCluster {
  constructor(private readonly environment: EnvironmentFacts) {}

  /** The next free name: every restore adds one to the server names of the environment. A Cluster's name has at most 50 characters. */
  public get name(): string {
    const suffix = `-restore-${this.environment.model.serverNames.length}`;
    return `${this.environment.clusterName.slice(0, 50 - suffix.length).replace(/-+$/, '')}${suffix}`;
  }

  /** File name in the overlay. */
  public get file(): string {
    return `${this.name}.yaml`;
  }

  /** The Cluster and what belongs to it: schedule, monitoring, network policy. */
  public get objects(): any[] {
    const companions = ['ScheduledBackup', 'NetworkPolicy', 'PodMonitor'].flatMap((kind) =>
      this.environment.objects.filter(
        (object) => object.kind === kind && JSON.stringify(object.spec).includes(`"${this.environment.clusterName}"`),
      ),
    );
    // A copy shares nothing, so that it is printed without YAML anchors.
    return JSON.parse(JSON.stringify([this.cluster, ...companions.map((object) => this.renamed(object))]));
  }

  private get cluster(): any {
    const { cluster, bootstrap } = this.environment;
    const { bootstrap: _, externalClusters = [], plugins, backup, replica: __, managed, ...spec } = cluster.spec;
    return {
      apiVersion: cluster.apiVersion,
      kind: cluster.kind,
      metadata: this.metadata(cluster, this.name),
      spec: {
        ...spec,
        bootstrap: { recovery: { source: 'origin', ...bootstrap, recoveryTarget: { targetTime: TARGET_TIME } } },
        externalClusters: [this.origin, ...externalClusters.filter((external: any) => external.name !== 'origin')],
        // Additional services have names of their own, which two Clusters cannot share.
        ...(managed?.roles ? { managed: { roles: managed.roles } } : {}),
        ...(plugins ? { plugins: plugins.map((plugin: any) => this.ownArchive(plugin)) } : {}),
        ...(backup?.barmanObjectStore
          ? { backup: { ...backup, barmanObjectStore: { ...backup.barmanObjectStore, serverName: this.name } } }
          : {}),
      },
    };
  }

  private get origin(): any {
    const { objectStore, serverName, cluster } = this.environment;
    return objectStore
      ? {
          name: 'origin',
          plugin: {
            name: PLUGIN,
            enabled: true,
            isWALArchiver: false,
            parameters: { barmanObjectName: objectStore.metadata.name, serverName },
          },
        }
      : { name: 'origin', barmanObjectStore: { ...cluster.spec.backup.barmanObjectStore, serverName } };
  }

  private ownArchive(plugin: any): any {
    return plugin.name === PLUGIN ? { ...plugin, parameters: { ...plugin.parameters, serverName: this.name } } : plugin;
  }

  private renamed(object: any): any {
    const { clusterName } = this.environment;
    const suffix = object.metadata.name.startsWith(clusterName)
      ? object.metadata.name.slice(clusterName.length)
      : `-${object.kind.toLowerCase()}`;
    return {
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: this.metadata(object, `${this.name}${suffix}`),
      spec: JSON.parse(JSON.stringify(object.spec), (_, value) => (value === clusterName ? this.name : value)),
    };
  }

  private metadata(object: any, name: string): any {
    const annotations = Object.entries(object.metadata.annotations ?? {}).filter(([key]) =>
      key.startsWith('argocd.argoproj.io/'),
    );
    return {
      name,
      namespace: this.environment.namespace,
      ...(annotations.length ? { annotations: Object.fromEntries(annotations) } : {}),
    };
  }
}
