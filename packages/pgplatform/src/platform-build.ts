import { type ApplicationElement, ApplicationSet, RootApplication } from '@pgplatform/application-set';
import { ClusterBase } from '@pgplatform/cluster-base';
import { type GeneratedFile, type ModelSecret, type PlatformModel, PlatformRelease } from '@pgplatform/core';
import { EnvironmentOverlay, ProductDatabases } from '@pgplatform/environment-overlays';
import { OperatorValues, PlatformAppProject } from '@pgplatform/operator-values';
import { SecretSource } from '@pgplatform/sealed-secrets';
import { App, Chart } from 'cdk8s';
import { type Destination, destinationId, destinationsOf } from './destinations';
import { externalSecret, isListed, overlaySecrets, roleSecret } from './environment-secrets';
import type { PgPlatformProjectOptions, PlatformEnvironmentOptions } from './pg-platform-project-options';
import { clusterBaseOf, environmentsOf, operatorValuesOf, repoUrlOf } from './platform-options';

/** An environment, built. */
export interface BuiltEnvironment {
  readonly options: PlatformEnvironmentOptions;
  readonly overlay: EnvironmentOverlay;
  /** Secrets of the overlay and of the product databases. */
  readonly secrets: ModelSecret[];
  /** What the environment will be after Kustomize, product databases included. */
  readonly effective: any[];
}

/** Every generator's work, put together: valid options in, objects out. One cdk8s App for one repository. */
export class PlatformBuild {
  public readonly release: PlatformRelease;
  public readonly repoUrl: string;
  public readonly base: ClusterBase;
  public readonly operators: OperatorValues[];
  public readonly environments: BuiltEnvironment[];
  public readonly products: ProductDatabases;
  public readonly clusters: ApplicationSet;
  public readonly destinations: Destination[];
  private readonly more: { files(): GeneratedFile[] }[] = [];
  private readonly chart: Chart;

  constructor(
    private readonly options: PgPlatformProjectOptions,
    name: string,
    previous?: PlatformModel,
  ) {
    this.release = options.platformRelease ? PlatformRelease.of(options.platformRelease) : PlatformRelease.latest();
    this.repoUrl = repoUrlOf(options, name);
    const chart = new Chart(new App(), 'repository', { disableResourceNameHashes: true });
    this.chart = chart;
    const environments = environmentsOf(options);
    this.destinations = destinationsOf(environments, previous);
    this.base = new ClusterBase(chart, 'base', clusterBaseOf(options, this.release));
    this.products = new ProductDatabases(chart, 'products', {
      base: this.base.ref,
      environments,
      products: options.products ?? [],
      existingSecrets: namesOf(environments, SecretSource.EXISTING),
      externalSecrets: namesOf(environments, SecretSource.EXTERNAL),
    });
    this.environments = environments.map((environment) => this.environment(environment));
    this.operators = this.destinations.map(
      ({ destination, suffix }) =>
        new OperatorValues(chart, `operator-${suffix ?? ''}`, {
          podMonitor: options.clusterBase?.monitoring?.podMonitor,
          ...operatorValuesOf(options, this.release),
          destination,
          nameSuffix: suffix,
        }),
    );
    this.clusters = this.applicationSet('clusters', {
      name: options.applicationSetName,
      elements: this.environments.map(({ options, overlay }) => this.element(options, overlay.namespace)),
    });
    this.addRoot();
    this.addDatabases();
    this.addClusterScoped();
  }

  /** The Argo CD objects. */
  public get applications(): any[] {
    return this.applicationFiles().flatMap((file) => file.content);
  }

  /** What a Kubernetes cluster needs once. */
  public get clusterScoped(): any[] {
    return this.base.clusterScopedFiles().flatMap((file) => file.content.filter((object) => object.kind !== 'Kustomization'));
  }

  /** The files of the manifests. */
  public files(): GeneratedFile[] {
    return [
      ...this.applicationFiles(),
      ...this.base.files(),
      ...this.base.clusterScopedFiles(),
      ...this.environments.flatMap(({ overlay }) => overlay.files()),
      ...this.products.files(),
      ...this.externalSecrets(),
    ];
  }

  private applicationFiles(): GeneratedFile[] {
    return [...this.more, ...this.operators, this.clusters].flatMap((generator) => generator.files());
  }

  private environment(options: PlatformEnvironmentOptions): BuiltEnvironment {
    const { base } = this;
    const folder = `infrastructure/postgres/overlays/${options.name}`;
    const namespace = options.namespace ?? `postgres-${options.name}`;
    const own = overlaySecrets(options, namespace, folder, base.ref.backup, this.options.clusterBase?.backup?.s3);
    const { destination, sync, certificate, sealedSecrets, secretSource, externalStore, secrets, ...environment } = options;
    const overlay = new EnvironmentOverlay(this.chart, `environment-${options.name}`, {
      base: base.ref,
      environment,
      managedRoles: this.products.managedRoles(options.name),
      sealedFiles: own.filter(isListed).map((secret) => secret.file.slice(folder.length + 1)),
    });
    const roles = this.products.credentials
      .filter((credentials) => credentials.environment === options.name)
      .map((credentials) => roleSecret(options, credentials));
    return {
      options,
      overlay,
      secrets: [...own, ...roles],
      effective: [...overlay.effective(), ...this.products.effective(options.name)],
    };
  }

  private element(environment: PlatformEnvironmentOptions, namespace: string, product?: string): ApplicationElement {
    return {
      environment: environment.name,
      product,
      namespace,
      destination: environment.destination,
      sync: environment.sync ?? this.options.sync,
    };
  }

  private applicationSet(
    id: string,
    options: {
      name?: string;
      elements: ApplicationElement[];
      applicationName?: string;
      path?: string;
      createNamespace?: boolean;
    },
  ): ApplicationSet {
    const { targetRevision, argoCd } = this.options;
    return new ApplicationSet(this.chart, id, { repoUrl: this.repoUrl, targetRevision, argoCd, ...options });
  }

  private addRoot(): void {
    const { targetRevision, argoCd } = this.options;
    this.more.push(
      new RootApplication(this.chart, 'root', { repoUrl: this.repoUrl, targetRevision, namespace: argoCd?.namespace }),
    );
    if (argoCd?.project && argoCd.project !== 'default') {
      this.more.push(
        new PlatformAppProject(this.chart, 'project', {
          argoCd,
          repoUrl: this.repoUrl,
          applications: this.operators.flatMap((operator) => operator.applications),
          namespaces: this.environments.map(({ options, overlay }) => ({
            namespace: overlay.namespace,
            destination: options.destination,
          })),
          clusterScoped: this.clusterScoped,
        }),
      );
    }
  }

  private addDatabases(): void {
    if (this.products.folders.length > 0) {
      const byName = new Map(this.environments.map((environment) => [environment.options.name, environment.options]));
      this.more.push(
        this.applicationSet('databases', {
          name: `${this.options.applicationSetName ?? 'postgres'}-databases`,
          elements: this.products.folders.map(({ product, environment, namespace }) =>
            this.element(byName.get(environment) as PlatformEnvironmentOptions, namespace, product),
          ),
          applicationName: 'databases-{{ .product }}-{{ .env }}',
          path: 'workloads/{{ .product }}/databases/{{ .env }}',
          createNamespace: false,
        }),
      );
    }
  }

  /** What a Kubernetes cluster needs once: an Application for each, because two owners of one object fight. */
  private addClusterScoped(): void {
    if (this.base.clusterScopedFiles().length > 0) {
      const { namespace = 'argocd', project = 'default' } = this.options.argoCd ?? {};
      const environmentIn = (id: string) => this.environments.filter(({ options }) => destinationId(options) === id)[0];
      this.more.push(
        this.applicationSet('cluster-scoped', {
          name: `${this.options.applicationSetName ?? 'postgres'}-cluster-scoped`,
          // Nothing is deployed to the namespace; a project of the repository's own has to allow it all the same.
          elements: this.destinations.map(({ id, destination, suffix }) => ({
            environment: suffix ?? 'cluster',
            namespace: project === 'default' ? namespace : environmentIn(id).overlay.namespace,
            destination,
          })),
          applicationName: 'postgres-cluster-scoped-{{ .env }}',
          path: 'infrastructure/cluster',
          createNamespace: false,
        }),
      );
    }
  }

  private externalSecrets(): GeneratedFile[] {
    return this.environments.flatMap(({ options, secrets }) =>
      secrets
        .filter((secret) => secret.source === SecretSource.EXTERNAL)
        .map((secret) => ({ path: secret.file, content: [externalSecret(secret, options)] })),
    );
  }
}

/** Names of the environments whose secrets come from somewhere. */
function namesOf(environments: PlatformEnvironmentOptions[], source: SecretSource): string[] {
  return environments.filter((environment) => environment.secretSource === source).map((environment) => environment.name);
}
