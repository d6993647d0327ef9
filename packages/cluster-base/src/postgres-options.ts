import { type ImageReference, type PostgresImageOptions, Shape } from '@pgplatform/core';

/** Which PostgreSQL: one of the release's images, or your own. */
export interface PostgresOptions extends PostgresImageOptions {
  /** An image of your own, instead of `major`, `version`, `debian` and `flavour`. @default - one of the platform release */
  readonly image?: ImageReference;
}

export const POSTGRES_SHAPE = Shape.struct({
  image: Shape.image(),
  major: Shape.integer(10, 99),
  version: Shape.postgresVersion(),
  debian: Shape.oneOf(['bullseye', 'bookworm', 'trixie', 'forky']),
  flavour: Shape.oneOf(['minimal', 'standard', 'system']),
} satisfies Record<keyof PostgresOptions, Shape>);
