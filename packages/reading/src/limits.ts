const MEBIBYTE = 1 << 20;

/**
 * Where reading stops: whatever a repository holds, a verdict on it ends. Each is far above what real repositories have; whatever goes
 * beyond one is left unread, and a finding says which and how much it is.
 */
export const LIMITS = {
  tree: {
    /** Bytes of one file; the largest bundles of CustomResourceDefinitions have a third of it. */
    fileBytes: 8 * MEBIBYTE,
    /** Bytes of all files that are read of one tree. */
    bytes: 512 * MEBIBYTE,
    /** Files of one tree. */
    files: 200_000,
    /** Folders within each other. */
    depth: 60,
  },
  /** Of one file. */
  yaml: {
    documents: 5_000,
    /** Levels of the deepest document: the API server itself gives up far below. */
    levels: 200,
    /** Words and punctuation marks. */
    tokens: 1_500_000,
    /** Values, an alias counted as all that it stands for. */
    values: 1_000_000,
  },
  /** Of one build with Kustomize. */
  build: { milliseconds: 60_000, outputBytes: 64 * MEBIBYTE },
  /** Of who applies what in one tree. */
  graph: {
    /** Appliers, those of ApplicationSets counted one by one. */
    appliers: 20_000,
    /** Pairs of an applier and a file that it reaches. */
    reaches: 1_000_000,
    /** Files that builds read, each build counted. */
    builds: 2_000_000,
    /** Comparisons of a pattern with a path. */
    matches: 2_000_000,
    /** Letters of templates that are filled in. */
    letters: 64 * MEBIBYTE,
    /** Letters of one text that a template makes, and of a template that is looked at. */
    text: 1 << 16,
    /** Letters of one pattern or address. */
    pattern: 4096,
  },
  /** Of one call of git. */
  git: { milliseconds: 120_000, outputBytes: 1024 * MEBIBYTE },
} as const;
