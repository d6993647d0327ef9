/** Which API an object store speaks. */
export type Provider = 's3' | 'azure' | 'google';

/** Where an environment's backups go, read from its Barman configuration (in the ObjectStore, or in the Cluster). */
export class BackupTarget {
  constructor(private readonly configuration: any) {}

  public get provider(): Provider {
    return this.configuration.azureCredentials ? 'azure' : this.configuration.googleCredentials ? 'google' : 's3';
  }

  /** For example `s3://cloudnativepg-backups/postgres-prod`. */
  public get url(): string {
    return this.configuration.destinationPath;
  }

  /** Bucket or container. */
  public get bucket(): string {
    return this.path.split('/')[0];
  }

  /** Path in the bucket. */
  public get prefix(): string {
    return this.path.split('/').slice(1).join('/');
  }

  /** Storage account of an Azure URL; nothing when the URL has another form. */
  public get account(): string | undefined {
    return /^https?:\/\/([^./]+)\.blob\.core\.windows\.net\//.exec(this.url)?.[1];
  }

  /** URL of an S3-compatible store; nothing for AWS. */
  public get endpoint(): string | undefined {
    return this.configuration.endpointURL;
  }

  /** Secret and key with the CA of the endpoint. */
  public get endpointCa(): { readonly name: string; readonly key: string } | undefined {
    return this.configuration.endpointCA;
  }

  /** The Pods' own identity gives access: no credentials are stored. */
  public get usesPodIdentity(): boolean {
    const { s3Credentials, azureCredentials, googleCredentials } = this.configuration;
    return Boolean(
      s3Credentials?.inheritFromIAMRole ||
        azureCredentials?.inheritFromAzureAD ||
        azureCredentials?.useDefaultAzureCredentials ||
        googleCredentials?.gkeEnvironment,
    );
  }

  /** Secrets and keys that the configuration reads, for example `postgres-backup-s3-credentials/ACCESS_KEY_ID`. */
  public get secretReferences(): { readonly name: string; readonly key: string }[] {
    const { s3Credentials, azureCredentials, googleCredentials, endpointCA } = this.configuration;
    return [...Object.values<any>({ ...s3Credentials, ...azureCredentials, ...googleCredentials }), endpointCA].filter(
      (value) => value?.name && value?.key,
    );
  }

  public get walCompression(): string {
    return this.configuration.wal?.compression ?? 'none';
  }

  public get dataCompression(): string {
    return this.configuration.data?.compression ?? 'none';
  }

  private get path(): string {
    const [, rest = this.url] = /^[a-z0-9]+:\/\/(.*?)\/?$/.exec(this.url) ?? [];
    // An Azure URL starts with the account's host.
    return this.provider === 'azure' ? rest.split('/').slice(1).join('/') : rest;
  }
}
