/** Where the Secret of an environment comes from; what consumes it (name and keys) never changes. */
export enum SecretSource {
  /** A SealedSecret in the repository, written by `pgplatform seal`. */
  SEALED = 'sealed',
  /** It is in the cluster already, made by somebody else. */
  EXISTING = 'existing',
  /** External Secrets Operator makes it from a secret store. */
  EXTERNAL = 'external',
}
