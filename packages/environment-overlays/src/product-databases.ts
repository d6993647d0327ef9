import {
  type ClusterRef,
  type ConfigProblem,
  configError,
  type GeneratedFile,
  type ModelDatabase,
  PlatformRelease,
  Shape,
} from '@pgplatform/core';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { bootstrapOwner } from './base-objects';
import type { EnvironmentOptions } from './environment-options';
import { kustomization, kustomized } from './kustomization';
import { databaseManifest } from './product-database';
import { PRODUCT_SHAPE, type ProductOptions } from './product-options';
import { type PlacedRole, type ProductPlacement, placements } from './product-placement';
import { managedRole, roleManifest } from './product-role';
import { productProblems } from './product-rules';

/** Options of `ProductDatabases`. */
export interface ProductDatabasesOptions {
  /** The base of the environments. */
  readonly base: ClusterRef;
  /** All environments, valid ones. */
  readonly environments: EnvironmentOptions[];
  /** The products. */
  readonly products: ProductOptions[];
  /** Names of environments whose role Secrets exist already: no file of them is listed there. @default - none */
  readonly existingSecrets?: string[];
  /** Names of environments whose role Secrets come from a store: their files end in `-external.yaml`. @default - none */
  readonly externalSecrets?: string[];
}

/** A folder of a product's databases in an environment: what Argo CD deploys. */
export interface ProductFolder {
  /** Product. */
  readonly product: string;
  /** Environment. */
  readonly environment: string;
  /** Namespace: that of the Cluster, because the operator looks nowhere else. */
  readonly namespace: string;
  /** Path from the repository's root. */
  readonly path: string;
}

/** The credentials that a role needs, as a sealed Secret. */
export interface RoleCredentials {
  /** Product. */
  readonly product: string;
  /** Environment. */
  readonly environment: string;
  /** Namespace of the Secret. */
  readonly namespace: string;
  /** Name of the role in PostgreSQL: the value of the key `username`. */
  readonly role: string;
  /** Name of the Secret, of type kubernetes.io/basic-auth. */
  readonly secretName: string;
  /** Keys of the Secret. */
  readonly keys: string[];
  /** Path of the sealed file, from the repository's root. */
  readonly file: string;
}

/**
 * The databases of products in the shared clusters: per environment a Database each, and one role per product that owns them.
 *
 * A database whose owner is the one that the bootstrap made (`app`) needs neither role nor Secret.
 */
export class ProductDatabases extends Construct {
  /** Run-time shape of `ProductOptions`. */
  public static readonly SHAPE: Shape = PRODUCT_SHAPE;

  /**
   * What is wrong with products that were read through `SHAPE`.
   *
   * @param options products, environments and their base
   * @param path path of the list of products, for the problems
   */
  public static validate(options: ProductDatabasesOptions, path?: string): ConfigProblem[] {
    return productProblems(options.base, options.environments, options.products, path ?? 'products');
  }

  /** The folders, in the order of the products. */
  public readonly folders: ProductFolder[];
  /** The databases, as the model has them. */
  public readonly databases: ModelDatabase[];
  /** The credentials to seal. */
  public readonly credentials: RoleCredentials[];

  private readonly placed: ProductPlacement[];
  private readonly existingSecrets: string[];
  private readonly externalSecrets: string[];
  private readonly clusterName: string;
  private readonly hasDatabaseRole: boolean;

  /** Throws all ConfigProblems of the products at once. */
  constructor(scope: Construct, id: string, options: ProductDatabasesOptions) {
    super(scope, id);
    const products = readProducts(options);
    const { base, environments } = options;
    this.clusterName = base.name;
    this.existingSecrets = options.existingSecrets ?? [];
    this.externalSecrets = options.externalSecrets ?? [];
    this.hasDatabaseRole = PlatformRelease.of(base.platformRelease).hasDatabaseRole;
    this.placed = placements(products, environments, bootstrapOwner(base));
    this.folders = this.placed.map(({ product, environment, namespace, folder }) => ({
      product,
      environment,
      namespace,
      path: folder,
    }));
    this.databases = this.placed.flatMap(({ product, environment, namespace, folder, databases }) =>
      databases.map(({ options, resource, owner }) => ({
        product,
        environment,
        resource,
        namespace,
        name: options.name,
        owner,
        folder,
      })),
    );
    this.credentials = this.placed.flatMap(({ product, environment, namespace, folder, role }) =>
      role
        ? [
            {
              product,
              environment,
              namespace,
              role: role.name,
              secretName: role.secretName,
              keys: ['username', 'password'],
              file: `${folder}/${this.secretFile(role, environment)}`,
            },
          ]
        : [],
    );
    for (const placement of this.placed) {
      for (const manifest of this.effectiveOf(placement)) {
        new ApiObject(this, `${placement.environment}-${manifest.kind}-${manifest.metadata.name}`, manifest);
      }
    }
  }

  /**
   * Entries of `spec.managed.roles` of an environment's Cluster; none on releases where roles are objects of their own.
   *
   * @param environment name of the environment
   */
  public managedRoles(environment: string): any[] {
    return this.hasDatabaseRole
      ? []
      : this.placed.flatMap((placement) =>
          placement.environment === environment && placement.role ? [managedRole(placement.role)] : [],
        );
  }

  /**
   * The objects of an environment as Kustomize builds them, without SealedSecrets.
   *
   * @param environment name of the environment
   * @param product name of the product; all products when left out
   */
  public effective(environment: string, product?: string): any[] {
    return this.placed
      .filter((placement) => placement.environment === environment && placement.product === (product ?? placement.product))
      .flatMap((placement) => this.effectiveOf(placement));
  }

  /** workloads/PRODUCT/databases/ENVIRONMENT: the kustomization, the role and the databases. */
  public files(): GeneratedFile[] {
    return this.placed.flatMap((placement) => {
      const files = this.manifests(placement);
      const { role, environment } = placement;
      const sealedFiles = role && !this.existingSecrets.includes(environment) ? [this.secretFile(role, environment)] : [];
      return [
        {
          path: `${placement.folder}/kustomization.yaml`,
          content: [
            kustomization({
              namespace: placement.namespace,
              resources: [...sealedFiles, ...files.map(([file]) => file)],
            }),
          ],
        },
        ...files.map(([file, manifest]) => ({ path: `${placement.folder}/${file}`, content: [manifest] })),
      ];
    });
  }

  private secretFile(role: PlacedRole, environment: string): string {
    return this.externalSecrets.includes(environment)
      ? role.sealedFile.replace(/-sealed\.yaml$/, '-external.yaml')
      : role.sealedFile;
  }

  private effectiveOf(placement: ProductPlacement): any[] {
    return this.manifests(placement).map(([, manifest]) => kustomized(manifest, placement.namespace));
  }

  /** Files of a folder and their objects. */
  private manifests({ role, databases }: ProductPlacement): [string, any][] {
    return [
      ...(role && this.hasDatabaseRole ? [['role.yaml', roleManifest(role, this.clusterName)] as [string, any]] : []),
      ...databases.map((database) => [database.file, databaseManifest(database, this.clusterName)] as [string, any]),
    ];
  }
}

function readProducts(options: ProductDatabasesOptions): ProductOptions[] {
  const problems: ConfigProblem[] = [];
  const products = Shape.list(PRODUCT_SHAPE).read(options.products, 'products', problems) ?? [];
  if (problems.length === 0) {
    problems.push(...ProductDatabases.validate({ ...options, products }));
  }
  if (problems.length > 0) {
    throw configError(problems);
  }
  return products;
}
