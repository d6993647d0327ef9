import { ArgoCd, type ModelSecret } from '@pgplatform/core';

/** Where External Secrets Operator finds the values. */
export interface ExternalSecretOptions {
  /** Name of the SecretStore or ClusterSecretStore. */
  readonly store: string;
  /**
   * The store serves the whole cluster (ClusterSecretStore).
   * @default false
   */
  readonly clusterStore?: boolean;
  /** Name of the entry in the store; its properties are called like the keys of the Secret. */
  readonly remoteKey: string;
  /**
   * How often the store is asked, a Go duration.
   * @default 1h
   */
  readonly refreshInterval?: string;
}

/**
 * The ExternalSecret that makes the same Secret as the SealedSecret would: same name, same keys, same metadata.
 *
 * Source: https://external-secrets.io/latest/api/externalsecret/ (external-secrets.io/v1)
 */
export class ExternalSecret {
  /** The manifest, as an object. */
  public static manifest(secret: ModelSecret, options: ExternalSecretOptions): any {
    const fixed = secret.keys.filter((key) => key.publicValue !== undefined);
    const asked = secret.keys.filter((key) => key.publicValue === undefined);
    return {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: secret.name, namespace: secret.namespace, annotations: ArgoCd.guard() },
      spec: {
        refreshInterval: options.refreshInterval ?? '1h',
        secretStoreRef: { kind: options.clusterStore ? 'ClusterSecretStore' : 'SecretStore', name: options.store },
        target: {
          name: secret.name,
          creationPolicy: 'Orphan', // deleting the ExternalSecret must not take the Secret with it
          deletionPolicy: 'Retain',
          template: {
            engineVersion: 'v2',
            mergePolicy: 'Merge', // keeps the keys of the store beside the fixed ones
            type: secret.type,
            metadata: { labels: secret.labels, annotations: secret.annotations },
            ...(fixed.length > 0 && { data: Object.fromEntries(fixed.map((key) => [key.name, key.publicValue])) }),
          },
        },
        // The defaults are written out: Argo CD compares list items literally.
        data: asked.map((key) => ({
          secretKey: key.name,
          remoteRef: {
            conversionStrategy: 'Default',
            decodingStrategy: 'None',
            key: options.remoteKey,
            metadataPolicy: 'None',
            property: key.name,
          },
        })),
      },
    };
  }

  private constructor() {}
}
