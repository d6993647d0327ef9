/** How annotations begin that the controller of sealed-secrets reads. */
export const CONTROLLER_PREFIX = 'sealedsecrets.bitnami.com/';

/** The Secret does not go with its SealedSecret. */
export const SKIP_OWNER = `${CONTROLLER_PREFIX}skip-set-owner-references`;
/** The controller may update a Secret that is not its own. */
export const MANAGED = `${CONTROLLER_PREFIX}managed`;
const PATCH = `${CONTROLLER_PREFIX}patch`;

/**
 * What the template of every SealedSecret says, so that its Secret outlives it and follows it all the same. They belong together:
 * the controller updates a Secret only when that one is its own or says `managed` (or `patch`).
 *
 * Source: sealed-secrets `pkg/controller/controller.go` (unseal), and README.md, "Seal secret which can skip set owner references"
 */
export const CONTROLLER_ANNOTATIONS: { readonly [name: string]: string } = { [SKIP_OWNER]: 'true', [MANAGED]: 'true' };

/** Whether the controller makes the Secret of a SealedSecret once, and then refuses to update it. */
export function isUnmanaged(manifest: any): boolean {
  const annotations = manifest?.spec?.template?.metadata?.annotations ?? {};
  return annotations[SKIP_OWNER] === 'true' && annotations[MANAGED] !== 'true' && annotations[PATCH] !== 'true';
}

/** The command that lets the controller update a Secret that is there already. */
export function manageCommand({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `kubectl -n ${namespace} annotate secret ${name} ${MANAGED}=true`;
}
