const PREFIX = 'sealedsecrets.bitnami.com/';

type Metadata = { readonly annotations: Record<string, string>; readonly owned: boolean };

/** A Secret in the cluster, as far as the controller looks at it. `value` stands for all of its data. */
export type LiveSecret = Metadata & { readonly value: string };

/**
 * What the controller of sealed-secrets 0.40.0 does to one Secret: `unseal`, `watchSecrets` and `isAnnotatedTo…` of
 * `pkg/controller/controller.go`, and the owner of `sealedsecret_expansion.go`, in TypeScript. Nothing is decrypted.
 */
export class SecretController {
  /** @param live what is in the cluster before */
  constructor(public live?: LiveSecret) {}

  /** The template changes, or the controller starts. Why it failed, or nothing. */
  reconcile(template: { readonly annotations?: Record<string, unknown> }, value: string): string | undefined {
    const annotations = { ...template.annotations } as Record<string, string>;
    const made: LiveSecret = { annotations, owned: annotations[`${PREFIX}skip-set-owner-references`] !== 'true', value };
    this.live ??= made;
    const patched = this.says('patch');
    if (!this.live.owned && !this.says('managed') && !patched) {
      return 'failed update: Resource already exists and is not managed by SealedSecret';
    }
    this.live = patched
      ? {
          annotations: { ...this.live.annotations, ...annotations },
          owned: this.says('managed') ? made.owned : this.live.owned,
          value,
        }
      : made;
    return undefined;
  }

  /** Somebody deletes the Secret. Whether the controller makes it again. */
  deleteSecret(template: { readonly annotations?: Record<string, unknown> }, value: string): boolean {
    const isFollowed = this.live !== undefined && (this.live.owned || this.says('managed'));
    this.live = undefined;
    return isFollowed && this.reconcile(template, value) === undefined;
  }

  /** Somebody deletes the SealedSecret: Kubernetes collects what it owns. */
  deleteSealedSecret(): void {
    if (this.live?.owned) this.live = undefined;
  }

  private says(annotation: string): boolean {
    return this.live?.annotations[PREFIX + annotation] === 'true';
  }
}
