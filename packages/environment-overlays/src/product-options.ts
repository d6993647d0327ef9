import { Shape } from '@pgplatform/core';

/** What happens to a database when its resource is deleted. */
export enum ReclaimPolicy {
  /** The database stays. */
  RETAIN = 'retain',
  /** DROP DATABASE. */
  DELETE = 'delete',
}

/** A product, and the databases it has in the shared clusters. */
export interface ProductOptions {
  /** Name, for example `product-a`: a DNS label, and the folder in workloads/. */
  readonly name: string;
  /** Its databases. */
  readonly databases: DatabaseOptions[];
  /** The role that owns them; made only where a database is owned by it. @default - named after the product */
  readonly role?: RoleOptions;
}

/** The PostgreSQL role of a product. It logs in with the user name and password of its Secret. */
export interface RoleOptions {
  /** Name in PostgreSQL. @default - the product's name with "_" for "-", for example product_a */
  readonly name?: string;
  /** Connections the role may have open; -1 is without limit. @default -1 */
  readonly connectionLimit?: number;
  /** Name of the Secret with the keys `username` and `password`. @default - PRODUCT-role */
  readonly secretName?: string;
}

/** One database, in each of its environments. */
export interface DatabaseOptions {
  /** Name in PostgreSQL, for example `api_db`. */
  readonly name: string;
  /** Name of the resource, without the environment that is added to it. @default - PRODUCT-DATABASE, for example product-a-api-db */
  readonly resourceName?: string;
  /** Role that owns the database: the product's, another product's, or the owner that the bootstrap made. @default - the product's role */
  readonly owner?: string;
  /** Names of the environments it is in. @default - all */
  readonly environments?: string[];
  /** What happens to the database when the resource is deleted. @default ReclaimPolicy.RETAIN */
  readonly reclaimPolicy?: ReclaimPolicy;
  /** Connections the database accepts; -1 is without limit. @default -1 */
  readonly connectionLimit?: number;
  /** Extensions in the database. @default - none */
  readonly extensions?: ExtensionOptions[];
  /** Schemas in the database. @default - none beside public */
  readonly schemas?: SchemaOptions[];
  /** What is decided when the database is created, and never changes. @default - as the template */
  readonly creation?: CreationOptions;
}

/** An extension of a database. */
export interface ExtensionOptions {
  /** Name, for example `pgcrypto`. */
  readonly name: string;
  /** Version. @default - the image's */
  readonly version?: string;
  /** Schema of its objects. @default - the extension's */
  readonly schema?: string;
}

/** A schema of a database. */
export interface SchemaOptions {
  /** Name. */
  readonly name: string;
  /** Role that owns it. @default - the owner of the database */
  readonly owner?: string;
}

/**
 * The parts of CREATE DATABASE that are immutable afterwards.
 *
 * Source: cloudnative-pg api/v1/database_types.go, https://www.postgresql.org/docs/17/sql-createdatabase.html
 */
export interface CreationOptions {
  /** Template. @default - template1 */
  readonly template?: string;
  /** Encoding, for example `UTF8`. @default - the template's */
  readonly encoding?: string;
  /** Collation and character type at once, for example `en_US.utf8`. @default - the template's */
  readonly locale?: string;
  /** `libc`, `icu` or `builtin` (PostgreSQL 17). @default - the template's */
  readonly localeProvider?: string;
  /** Collation (LC_COLLATE). @default - the locale's */
  readonly localeCollate?: string;
  /** Character type (LC_CTYPE). @default - the locale's */
  readonly localeCType?: string;
  /** ICU locale; only with provider `icu`. @default - none */
  readonly icuLocale?: string;
  /** ICU rules; only with provider `icu`. @default - none */
  readonly icuRules?: string;
  /** Built-in locale, for example `C.UTF-8`; only with provider `builtin`. @default - none */
  readonly builtinLocale?: string;
}

const IDENTIFIER = Shape.text(
  '^[A-Za-z_][A-Za-z0-9_$-]{0,62}$',
  'a PostgreSQL name: letters, digits, "_", "$" and "-", not starting with a digit, "$" or "-", at most 63 bytes',
);
const LIMIT = Shape.integer(-1, 262143);

const ROLE = Shape.struct({
  name: IDENTIFIER,
  connectionLimit: LIMIT,
  secretName: Shape.dnsLabel(),
} satisfies Record<keyof RoleOptions, Shape>);

const EXTENSION = Shape.struct(
  { name: IDENTIFIER, version: Shape.text(), schema: IDENTIFIER } satisfies Record<keyof ExtensionOptions, Shape>,
  ['name'],
);

const SCHEMA = Shape.struct({ name: IDENTIFIER, owner: IDENTIFIER } satisfies Record<keyof SchemaOptions, Shape>, ['name']);

const CREATION = Shape.struct({
  template: IDENTIFIER,
  encoding: Shape.text(),
  locale: Shape.text(),
  localeProvider: Shape.oneOf(['libc', 'icu', 'builtin']),
  localeCollate: Shape.text(),
  localeCType: Shape.text(),
  icuLocale: Shape.text(),
  icuRules: Shape.text(),
  builtinLocale: Shape.text(),
} satisfies Record<keyof CreationOptions, Shape>);

const DATABASE = Shape.struct(
  {
    name: IDENTIFIER,
    resourceName: Shape.dnsLabel(),
    owner: IDENTIFIER,
    environments: Shape.list(Shape.text()),
    reclaimPolicy: Shape.oneOf(Object.values(ReclaimPolicy)),
    connectionLimit: LIMIT,
    extensions: Shape.list(EXTENSION),
    schemas: Shape.list(SCHEMA),
    creation: CREATION,
  } satisfies Record<keyof DatabaseOptions, Shape>,
  ['name'],
);

/** The run-time shape of `ProductOptions`. */
export const PRODUCT_SHAPE = Shape.struct(
  { name: Shape.dnsLabel(), databases: Shape.list(DATABASE), role: ROLE } satisfies Record<keyof ProductOptions, Shape>,
  ['name', 'databases'],
);
