/** Who wrote a repository; it decides how bad some findings are. */
export enum RepositoryContext {
  /** This product generated it: everything it refers to is in it. */
  GENERATED = 'generated',
  /** Somebody else did: some of what it refers to may be elsewhere. */
  FOREIGN = 'foreign',
}

/** An object as it will be applied. */
export interface BuiltObject {
  /** The object. */
  readonly object: any;
  /**
   * File that it came from, from the repository's root.
   * @default - unknown
   */
  readonly file?: string;
}

/** What one folder yields: the result of Kustomize, or the objects in its files. */
export interface RepositoryBuild {
  /** The folder, from the repository's root; an Application's `path` is matched with it. */
  readonly path: string;
  /** Its objects. */
  readonly objects: BuiltObject[];
}

/** One YAML file as it is in the repository. */
export interface RepositoryFile {
  /** Where it is, from the repository's root. */
  readonly path: string;
  /** Its documents, parsed. */
  readonly documents: any[];
  /**
   * Its text, for rules about text (private keys).
   * @default - those rules are left out
   */
  readonly text?: string;
}

/** A whole repository, as the rules see it. */
export interface RepositoryInput {
  /** Who wrote it. */
  readonly context: RepositoryContext;
  /** Version of the CloudNativePG operator, for example `1.30.0`. */
  readonly operatorVersion: string;
  /** Everything that is applied; the folders with the Argo CD Applications too. */
  readonly builds: RepositoryBuild[];
  /**
   * The YAML files.
   * @default - not looked at: rules about files, kustomizations and sealed files are left out
   */
  readonly files?: RepositoryFile[];
  /**
   * The model, `.pgplatform/model.json`.
   * @default - none
   */
  readonly model?: any;
  /**
   * The repository as it was, for rules about what must not change.
   * @default - those rules are left out
   */
  readonly previous?: RepositoryInput;
  /**
   * Today, `YYYY-MM-DD`, for rules about ends of support.
   * @default - those rules are left out
   */
  readonly today?: string;
  /**
   * Kubernetes version of the clusters, for example `1.34`.
   * @default - not judged
   */
  readonly kubernetesVersion?: string;
  /**
   * Git URL of this repository, as Applications write it.
   * @default - the model's; without one, the URL whose paths are found here
   */
  readonly repoUrl?: string;
}
