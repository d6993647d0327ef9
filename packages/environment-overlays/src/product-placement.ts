import { KubernetesName } from '@pgplatform/core';
import type { EnvironmentOptions } from './environment-options';
import { namespaceOf } from './environment-options';
import type { DatabaseOptions, ProductOptions } from './product-options';

/** What a product has in one environment, with every default in its place. */
export interface ProductPlacement {
  readonly product: string;
  readonly environment: string;
  readonly namespace: string;
  /** Folder of the files, from the repository's root. */
  readonly folder: string;
  readonly databases: PlacedDatabase[];
  /** The role, when there is one to make. */
  readonly role?: PlacedRole;
}

/** A database in an environment. */
export interface PlacedDatabase {
  readonly options: DatabaseOptions;
  /** Name of the resource. */
  readonly resource: string;
  readonly owner: string;
  /** Name of the file in the folder. */
  readonly file: string;
}

/** The role of a product in an environment. */
export interface PlacedRole {
  readonly resource: string;
  readonly name: string;
  readonly connectionLimit: number;
  readonly secretName: string;
  /** Name of the sealed file in the folder. */
  readonly sealedFile: string;
}

/** Every product in every environment that has a database of it. The owner that the bootstrap makes is not made again. */
export function placements(
  products: ProductOptions[],
  environments: EnvironmentOptions[],
  bootstrapOwner: string,
): ProductPlacement[] {
  return products.flatMap((product) => {
    const roleName = roleNameOf(product);
    return environments.flatMap((environment): ProductPlacement[] => {
      const databases = product.databases
        .filter(({ environments: names }) => names?.includes(environment.name) ?? true)
        .map((options) => placedDatabase(product, options, environment.name));
      const needed = product.role !== undefined || databases.some(({ owner }) => owner === roleName);
      return databases.length === 0
        ? []
        : [
            {
              product: product.name,
              environment: environment.name,
              namespace: namespaceOf(environment),
              folder: `workloads/${product.name}/databases/${environment.name}`,
              databases,
              ...(needed && roleName !== bootstrapOwner && { role: placedRole(product, environment.name) }),
            },
          ];
    });
  });
}

/** Name of a product's role in PostgreSQL. */
export function roleNameOf(product: ProductOptions): string {
  return product.role?.name ?? product.name.replace(/-/g, '_');
}

function placedDatabase(product: ProductOptions, options: DatabaseOptions, environment: string): PlacedDatabase {
  const name = KubernetesName.fromIdentifier(options.name);
  return {
    options,
    resource: `${options.resourceName ?? `${product.name}-${name}`}-${environment}`,
    owner: options.owner ?? roleNameOf(product),
    file: `${name}.yaml`,
  };
}

function placedRole(product: ProductOptions, environment: string): PlacedRole {
  return {
    resource: `${product.name}-${environment}`,
    name: roleNameOf(product),
    connectionLimit: product.role?.connectionLimit ?? -1,
    secretName: product.role?.secretName ?? `${product.name}-role`,
    sealedFile: `${product.name}-role-sealed.yaml`,
  };
}

/** Path of a database in the options. */
export function databasePath(path: string, product: string, database: PlacedDatabase): string {
  return `${path}.${product}.databases.${database.options.name}`;
}
