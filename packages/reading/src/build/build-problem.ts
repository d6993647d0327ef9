/** Why a folder is not handed to Kustomize. */
export type BuildProblem = {
  /**
   * `remote`: what it takes in comes from the network or a chart. `wrong`: Kustomize would refuse it, because what it takes in is not
   * there. `unread`: what it takes in is not read, or it says something that is not known here.
   */
  readonly kind: 'remote' | 'wrong' | 'unread';
  /** The kustomization, or the file of a plugin, that says so. */
  readonly file: string;
  readonly why: string;
};
