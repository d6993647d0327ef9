import { ImageReference, type ModelDatabase, type ModelEnvironment, type ModelSecret } from '@pgplatform/core';
import { BackupSchedule } from './backup-schedule';
import { BackupTarget } from './backup-target';

/** The plugin's name in `spec.plugins` of a Cluster. */
export const PLUGIN = 'barman-cloud.cloudnative-pg.io';

/** An Application that an ApplicationSet makes. */
export interface GeneratedApplication {
  readonly name: string;
  /** Its folder in the repository. */
  readonly folder: string;
  /** `spec.syncPolicy.automated`; nothing when a person syncs. */
  readonly automated?: { readonly prune: boolean; readonly selfHeal: boolean };
}

/** What documents say of one environment, read from its effective objects. */
export class EnvironmentFacts {
  /** The Cluster of the environment; a Cluster that a user added beside it is another one. */
  public readonly cluster: any;
  /** The object store's own object; nothing when backups are in-tree or deferred. */
  public readonly objectStore: any;

  constructor(
    public readonly model: ModelEnvironment,
    public readonly objects: any[],
    /** The Argo CD Application. */
    public readonly application: GeneratedApplication,
    public readonly databases: ModelDatabase[],
  ) {
    this.cluster = objects.find(
      (object) => isKind(object, 'Cluster', 'postgresql.cnpg.io') && object.metadata.name === model.cluster,
    );
    const store = this.plugin?.parameters?.barmanObjectName;
    this.objectStore = objects.find(
      (object) => isKind(object, 'ObjectStore', 'barmancloud.cnpg.io') && object.metadata.name === store,
    );
  }

  public get name(): string {
    return this.model.name;
  }

  public get namespace(): string {
    return this.model.namespace;
  }

  public get clusterName(): string {
    return this.model.cluster;
  }

  public get image(): ImageReference {
    return ImageReference.parse(this.model.image.reference);
  }

  /** The entry of the plugin in the Cluster. */
  public get plugin(): any {
    return this.cluster.spec.plugins?.find((plugin: any) => plugin.name === PLUGIN);
  }

  /** Where backups go; nothing while they are deferred. */
  public get backup(): BackupTarget | undefined {
    const configuration = this.objectStore?.spec.configuration ?? this.cluster.spec.backup?.barmanObjectStore;
    return configuration && new BackupTarget(configuration);
  }

  /** For example `30d`. */
  public get retention(): string | undefined {
    return this.objectStore ? this.objectStore.spec.retentionPolicy : this.cluster.spec.backup?.retentionPolicy;
  }

  public get scheduledBackup(): any {
    return this.objects.find((object) => object.kind === 'ScheduledBackup' && object.spec.cluster?.name === this.clusterName);
  }

  public get schedule(): BackupSchedule | undefined {
    return this.scheduledBackup && new BackupSchedule(this.scheduledBackup.spec.schedule);
  }

  /** Name under which the environment writes its archive now. */
  public get serverName(): string {
    return this.plugin?.parameters?.serverName ?? this.cluster.spec.backup?.barmanObjectStore?.serverName ?? this.clusterName;
  }

  public get podMonitor(): any {
    return this.objects.find(
      (object) => object.kind === 'PodMonitor' && object.spec.selector?.matchLabels?.['cnpg.io/cluster'] === this.clusterName,
    );
  }

  /** Whether Prometheus is told to scrape the instances, by a PodMonitor of ours or of the operator. */
  public get isScraped(): boolean {
    return Boolean(this.podMonitor || this.cluster.spec.monitoring?.enablePodMonitor);
  }

  public get networkPolicy(): any {
    return this.objects.find((object) => object.kind === 'NetworkPolicy');
  }

  public get parameters(): { [name: string]: string } {
    return this.cluster.spec.postgresql?.parameters ?? {};
  }

  public get instances(): number {
    return this.cluster.spec.instances;
  }

  public get storageClass(): string | undefined {
    return this.cluster.spec.storage.storageClass;
  }

  /** The database and owner that the Cluster is created with. */
  public get bootstrap(): { readonly database: string; readonly owner: string } {
    const { initdb, recovery, pg_basebackup: basebackup } = this.cluster.spec.bootstrap ?? {};
    const { database = 'app', owner = database } = initdb ?? recovery ?? basebackup ?? {};
    return { database, owner };
  }

  /** Secret with the owner's password: the one that was named, else the one that the operator makes. */
  public get ownerSecret(): string {
    const { initdb, recovery, pg_basebackup: basebackup } = this.cluster.spec.bootstrap ?? {};
    return (initdb ?? recovery ?? basebackup)?.secret?.name ?? `${this.clusterName}-app`;
  }

  /** Service of the operator: `rw`, `ro` or `r`. */
  public service(access: 'rw' | 'ro' | 'r'): string {
    return `${this.clusterName}-${access}`;
  }

  /** Host name of the primary for clients in the same Kubernetes cluster. */
  public get host(): string {
    return `${this.service('rw')}.${this.namespace}.svc`;
  }

  /** A server name that the environment has never written under. */
  public get nextServerName(): string {
    return `${this.clusterName}-${this.model.serverNames.length + 1}`;
  }

  /** Secrets that the `seal` command makes. */
  public get sealedSecrets(): ModelSecret[] {
    return this.model.secrets.filter((secret) => secret.source === 'sealed');
  }

  /** Secrets that the archive's configuration reads and nothing declares: a CA, a region. */
  public get undeclaredSecrets(): { readonly name: string; readonly key: string }[] {
    return (this.backup?.secretReferences ?? []).filter(({ name }) => !this.model.secrets.some((secret) => secret.name === name));
  }

  /** A kubectl command in the environment's namespace. */
  public kubectl(verb: string, rest: string): string {
    return `kubectl ${verb} -n ${this.namespace} ${rest}`;
  }

  /** psql on the primary as the superuser: local connections accept the operating system user postgres and nobody else. */
  public psql(database: string, statement?: string): string {
    const command = `psql -U postgres ${database}${statement ? ` -c "${statement}"` : ''}`;
    return this.kubectl('exec', `${statement ? '' : '-it '}-c postgres svc/${this.service('rw')} -- ${command}`);
  }
}

function isKind(object: any, kind: string, group: string): boolean {
  return object.kind === kind && String(object.apiVersion).startsWith(`${group}/`);
}
