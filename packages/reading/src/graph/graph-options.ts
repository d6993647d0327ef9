export type GraphOptions = {
  /** Addresses of this repository. @default - the one that has folders which are here */
  readonly repositories?: readonly string[];
};
