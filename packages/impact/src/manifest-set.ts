import type { RepositoryBuild, RepositoryInput } from '@pgplatform/preflight';
import type { FluxKustomization } from './flux/flux-kustomization';

/** What one folder yields. */
export type ManifestBuild = RepositoryBuild & {
  /** The Flux Kustomization that applies it. @default - none, or nothing says */
  readonly flux?: FluxKustomization;
};

/** The effective objects of a repository: what each folder is built to, and the files that git generators look at. */
export type ManifestSet = Pick<RepositoryInput, 'files' | 'operatorVersion'> & {
  readonly builds: ManifestBuild[];
  /** Files and folders that are there and cannot be read or built: what they make is not known. @default - none */
  readonly unread?: readonly string[];
};
