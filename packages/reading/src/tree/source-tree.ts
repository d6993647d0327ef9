/** The files of a repository, as they are or as they were. */
export interface SourceTree {
  /** Paths of all regular files from the root, sorted; without `.git`, `node_modules` and what links lead to. */
  readonly paths: readonly string[];
  /** What lies in the tree and is not read. Grows as files are read. */
  readonly refusals: ReadonlyMap<string, Refusal>;
  /** The content of one of the files in `paths`; nothing for everything else, and for what is refused. */
  read(path: string): Buffer | undefined;
  /** The folder on disk that it is of, now or once. */
  readonly origin: string;
  /** A folder on disk with these files. @default - there is none */
  readonly folder?: string;
}

/** Why something is not read: it is no regular file, or goes beyond a limit. */
export type Refusal = { readonly kind: 'link' | 'special' | 'large' | 'limit'; readonly why: string };

/** Why a file, or a folder that it is in, is not read. */
export function refusalOf({ refusals }: Pick<SourceTree, 'refusals'>, path: string): Refusal | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const refusal = refusals.get(path.slice(0, end));
    if (refusal) return refusal;
  }
  return undefined;
}
