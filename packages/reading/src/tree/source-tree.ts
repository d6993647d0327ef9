/** The files of a repository, as they are or as they were. */
export interface SourceTree {
  /** Paths of all files from the root, sorted; without `.git`, `node_modules` and what links lead to. */
  readonly paths: readonly string[];
  /** The content of a file; nothing when there is none. */
  read(path: string): Buffer | undefined;
  /** A folder on disk with these files. @default - there is none: it must be written first */
  readonly folder?: string;
}
