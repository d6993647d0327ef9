import { Shape } from '@pgplatform/core';
import { RECOVERY_SHAPE, type RecoveryOptions } from './recovery-options';

/** Locales of PostgreSQL's own provider: sorting that never changes with the operating system (PostgreSQL 17 and later). */
export enum BuiltinLocale {
  /** Bytes; upper and lower case of ASCII only. */
  C = 'C',
  /** Code points; upper and lower case of all of Unicode. */
  C_UTF8 = 'C.UTF-8',
  /** As C_UTF8, with full case mapping (PostgreSQL 18 and later). */
  PG_UNICODE_FAST = 'PG_UNICODE_FAST',
}

/** How a new Cluster starts. None of it changes a Cluster that exists. */
export interface BootstrapOptions {
  /** The first database. @default app */
  readonly database?: string;
  /** Role that owns it. @default - the database's name */
  readonly owner?: string;
  /** Collation and character type, from the C library of the image; UTF-8. @default en_US.utf8 */
  readonly locale?: string;
  /** Collation and character type from PostgreSQL itself, instead of `locale`. @default - `locale` */
  readonly builtinLocale?: BuiltinLocale;
  /** Whether pages carry checksums. @default true */
  readonly dataChecksums?: boolean;
  /** Start from an archive instead; locale and checksums are then those of the archive. @default - start empty */
  readonly recovery?: RecoveryOptions;
}

const IDENTIFIER = [
  '^[A-Za-z_][A-Za-z0-9_-]{0,62}$',
  'letters, digits, "_" and "-", at most 63, not starting with a digit',
] as const;

export const BOOTSTRAP_SHAPE = Shape.struct({
  database: Shape.text(...IDENTIFIER),
  owner: Shape.text(...IDENTIFIER),
  locale: Shape.text('^[A-Za-z0-9_.@-]+$', 'the name of a locale, for example en_US.utf8'),
  builtinLocale: Shape.oneOf(Object.values(BuiltinLocale)),
  dataChecksums: Shape.bool(),
  recovery: RECOVERY_SHAPE,
} satisfies Record<keyof BootstrapOptions, Shape>);
