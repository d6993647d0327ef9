export type { EnvironmentOptions } from './environment-options';
export type { EnvironmentOverlayOptions } from './environment-overlay';
export { EnvironmentOverlay } from './environment-overlay';
export type { ProductDatabasesOptions, ProductFolder, RoleCredentials } from './product-databases';
export { ProductDatabases } from './product-databases';
export type {
  CreationOptions,
  DatabaseOptions,
  ExtensionOptions,
  ProductOptions,
  RoleOptions,
  SchemaOptions,
} from './product-options';
export { ReclaimPolicy } from './product-options';
