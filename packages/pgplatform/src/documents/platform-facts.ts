import { BackupMethod, type GeneratedFile, type PlatformModel, type PlatformRelease } from '@pgplatform/core';
import { hasSince } from '@pgplatform/facts';
import type { DocumentContext } from './document-context';
import { EnvironmentFacts, type GeneratedApplication } from './environment-facts';

/** Paths of the generated documents. */
export const DOCUMENTS = {
  readme: 'README.md',
  bootstrap: 'bootstrap/README.md',
  postgres: 'infrastructure/postgres/README.md',
  verification: 'infrastructure/postgres/VERIFICATION.md',
  summary: 'infrastructure/postgres/IMPLEMENTATION_SUMMARY.md',
  cloudNativePg: 'adr/0004-cloudnativepg-for-postgresql.md',
  storage: 'adr/0007-longhorn-storageclass-strategy.md',
  gitops: 'adr/0010-gitops-repository-structure.md',
} as const;

/** An Argo CD Application and the file it is in. */
export interface ApplicationFile {
  readonly path: string;
  readonly application: any;
}

/** What documents say of the whole repository. */
export class PlatformFacts {
  public readonly model: PlatformModel;
  public readonly release: PlatformRelease;
  public readonly files: GeneratedFile[];
  public readonly environments: EnvironmentFacts[];
  /** Prints objects as YAML documents. */
  public readonly toYaml: (objects: any[]) => string;

  constructor(context: DocumentContext) {
    this.model = context.model;
    this.release = context.release;
    this.files = context.files;
    this.toYaml = context.toYaml;
    const generated = this.generatedApplications();
    this.environments = context.model.environments.map(
      (environment) =>
        new EnvironmentFacts(
          environment,
          context.effective[environment.name],
          generated.find(({ folder }) => folder === environment.overlay)!,
          context.model.databases.filter((database) => database.environment === environment.name),
        ),
    );
  }

  /** Whether backups go through the Barman Cloud plugin. */
  public get usesPlugin(): boolean {
    return this.release.backupMethod === BackupMethod.PLUGIN;
  }

  /** Whether the plugin is installed; on the way to it that is before backups use it. */
  public get hasPlugin(): boolean {
    return this.release.pluginChart !== undefined;
  }

  /** Environments that are backed up: all of them, or none while backups are deferred. */
  public get backedUp(): EnvironmentFacts[] {
    return this.environments.filter((environment) => environment.backup);
  }

  /** Environments with at least one standby. */
  public get replicated(): EnvironmentFacts[] {
    return this.environments.filter((environment) => environment.instances > 1);
  }

  public get isScraped(): boolean {
    return this.environments.some((environment) => environment.isScraped);
  }

  public get hasNetworkPolicy(): boolean {
    return this.environments.some((environment) => environment.networkPolicy);
  }

  /** Environments that a person syncs. */
  public get syncedByHand(): EnvironmentFacts[] {
    return this.environments.filter((environment) => !environment.application.automated);
  }

  /** Whether metrics are read by a role of their own (CloudNativePG 1.29.1 and later) instead of the superuser. */
  public get hasMetricsRole(): boolean {
    return hasSince(this.release.operatorVersion, ['1.29.1']);
  }

  /** Names of the Applications of environments and products that a person syncs. */
  public get applicationsSyncedByHand(): string[] {
    return this.generatedApplications().flatMap(({ name, automated }) => (automated ? [] : [name]));
  }

  /** Port of the operator's webhook. */
  public get webhookPort(): number {
    return this.operatorValues.webhook?.port ?? 9443;
  }

  /** Whether some secret is made by the `seal` command. */
  public get seals(): boolean {
    return this.environments.some((environment) => environment.sealedSecrets.length > 0);
  }

  /** Pins the certificate of every environment that seals; those on one Kubernetes cluster share its controller's key. */
  public get pinCommands(): string[] {
    const sealing = this.environments.filter(({ sealedSecrets }) => sealedSecrets.length > 0);
    const seen = new Set<string>();
    const commands = sealing.map(({ name, model: { destination } }) => {
      const shared = seen.has(destination) ? ' --shared' : '';
      seen.add(destination);
      return `npx pgplatform cert pin ${name} --from cluster${shared}`;
    });
    return commands.length ? [...commands, 'npx projen'] : [];
  }

  /** Kubernetes clusters that environments are deployed to. */
  public get destinations(): string[] {
    return [...new Set(this.model.environments.map((environment) => environment.destination))];
  }

  /** The environment that examples are about: the last one, as the options order them from test to production. */
  public get example(): EnvironmentFacts {
    return this.environments[this.environments.length - 1];
  }

  /** The Applications of the repository as files hold them. */
  public get applications(): ApplicationFile[] {
    return this.objects('Application').map(({ path, object }) => ({ path, application: object }));
  }

  /** The app of apps. */
  public get rootApplication(): ApplicationFile {
    const root = this.applications.find(({ application }) => sourcePath(application)?.replace(/\/$/, '') === 'apps');
    if (!root) {
      throw new Error('There is no Application whose source is the folder apps.');
    }
    return root;
  }

  /** The generated AppProject; nothing in the project `default`. */
  public get projectFile(): string | undefined {
    return this.objects('AppProject')[0]?.path;
  }

  /** Applications that install a Helm chart. */
  public chart(name: string): ApplicationFile[] {
    return this.applications.filter(({ application }) => application.spec.source?.chart === name);
  }

  /** Helm values of the operator. */
  public get operatorValues(): any {
    return this.chart('cloudnative-pg')[0]?.application.spec.source.helm?.valuesObject ?? {};
  }

  /** A StorageClass that this repository generates. */
  public get storageClass(): { readonly path: string; readonly object: any } | undefined {
    return this.objects('StorageClass')[0];
  }

  /** Names of all Applications, the generated ones of the ApplicationSets included. */
  public get applicationNames(): string[] {
    return [
      ...this.applications.map(({ application }) => application.metadata.name),
      ...this.generatedApplications().map(({ name }) => name),
    ];
  }

  public hasFolder(folder: string): boolean {
    return this.files.some((file) => file.path.startsWith(`${folder}/`));
  }

  public objects(kind: string): { readonly path: string; readonly object: any }[] {
    return this.files.flatMap((file) =>
      file.content.filter((object) => object?.kind === kind).map((object) => ({ path: file.path, object })),
    );
  }

  /** The Applications that ApplicationSets with a list generator make. */
  private generatedApplications(): GeneratedApplication[] {
    return this.objects('ApplicationSet').flatMap(({ object }) =>
      (object.spec.generators ?? [])
        .flatMap((generator: any) => generator.list?.elements ?? [])
        .map((element: any) => {
          const fill = (text: string) => text.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (_, key) => String(element[key]));
          return {
            name: fill(object.spec.template.metadata.name),
            folder: fill(sourcePath(object.spec.template) ?? ''),
            automated: 'sync' in element ? element.sync : object.spec.template.spec.syncPolicy?.automated,
          };
        }),
    );
  }
}

function sourcePath(application: any): string | undefined {
  return application.spec.source?.path;
}
