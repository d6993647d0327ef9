/** A file that a generator wants written: objects, never text. */
export interface GeneratedFile {
  /** Path from the repository's root, with `/`. */
  readonly path: string;
  /** The YAML documents, in order. */
  readonly content: any[];
  /** Lines for the head of the file. @default - none */
  readonly comments?: string[];
}
