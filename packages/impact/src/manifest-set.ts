import type { RepositoryInput } from '@pgplatform/preflight';

/** The effective objects of a repository: what each folder is built to, and the files that git generators look at. */
export type ManifestSet = Pick<RepositoryInput, 'builds' | 'files' | 'operatorVersion'>;
