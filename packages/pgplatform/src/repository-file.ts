/** A file of the generated repository, as text. */
export interface RepositoryFile {
  /** Path from the repository's root, with `/`. */
  readonly path: string;
  /** The whole content. */
  readonly text: string;
  /** Something else writes it too (npm), so it is not read-only. @default false */
  readonly writable?: boolean;
}
