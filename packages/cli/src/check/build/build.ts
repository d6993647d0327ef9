import type { BuiltObject, kustomizationsIn, RepositoryBuild } from '@pgplatform/preflight';

export type Kustomization = ReturnType<typeof kustomizationsIn>[number];

/** What one folder yields, and what it was made of. */
export type Build = RepositoryBuild & {
  readonly objects: BuiltObject[];
  /** Environment it belongs to. @default - all of them, or none */
  readonly environment?: string;
  /** The kustomizations that take part, the folder's own first. */
  readonly kustomizations: readonly Kustomization[];
};
