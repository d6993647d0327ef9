import type { SyncOptions } from '@pgplatform/application-set';
import type { ClusterBaseOptions } from '@pgplatform/cluster-base';
import type { ArgoCdOptions, ClusterDestination } from '@pgplatform/core';
import type { EnvironmentOptions, ProductOptions } from '@pgplatform/environment-overlays';
import type { OperatorValuesOptions } from '@pgplatform/operator-values';
import type { CertificatePin, DeclaredSecretOptions, SecretSource } from '@pgplatform/sealed-secrets';
import type { ProjectOptions } from 'projen/lib/project';

/** A rule of `pgplatform check` that this repository does not follow, and why. */
export interface IgnoredRule {
  /** Rule id, for example `P-13`. */
  readonly rule: string;
  /** Why. */
  readonly reason: string;
}

/** A change that destroys or orphans data, agreed to for one object. */
export interface Acknowledgement {
  /** The object: kind, namespace and name, for example `Cluster/postgres-prod/postgres-shared`. */
  readonly object: string;
  /** Why. */
  readonly reason: string;
  /** Last day it counts, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** Where the sealed-secrets controller of an environment is: what the sealing commands ask for. */
export interface SealedSecretsController {
  /** Name of the controller's Service. @default sealed-secrets-controller */
  readonly name?: string;
  /** Namespace of the controller. @default kube-system */
  readonly namespace?: string;
}

/** A store of External Secrets Operator. */
export interface ExternalStore {
  /** Name of the SecretStore, or of the ClusterSecretStore. */
  readonly name: string;
  /** Whether it is a ClusterSecretStore. @default false */
  readonly clusterStore?: boolean;
  /** What the entries' names start with; the rest is the name of the Secret. @default - nothing */
  readonly prefix?: string;
}

/** One environment: what it changes of the base, and where and how it is deployed. */
export interface PlatformEnvironmentOptions extends EnvironmentOptions {
  /** The Kubernetes cluster it is deployed to. @default - the cluster Argo CD runs in */
  readonly destination?: ClusterDestination;
  /** How Argo CD syncs it. @default - the project's `sync` */
  readonly sync?: SyncOptions;
  /** The pinned sealing certificate; written by `pgplatform cert pin`. @default - none pinned yet */
  readonly certificate?: CertificatePin;
  /** The sealed-secrets controller. @default - sealed-secrets-controller in kube-system */
  readonly sealedSecrets?: SealedSecretsController;
  /** Where secrets come from. @default SecretSource.SEALED */
  readonly secretSource?: SecretSource;
  /** The store of External Secrets Operator; needed with SecretSource.EXTERNAL. @default - none */
  readonly externalStore?: ExternalStore;
  /** Further secrets of this environment, for its extra resources. @default - none */
  readonly secrets?: DeclaredSecretOptions[];
}

/** Options of a team's PostgreSQL platform repository. */
export interface PgPlatformProjectOptions extends ProjectOptions {
  /**
   * Team that owns the repository.
   * @featured
   */
  readonly team: string;
  /**
   * Git URL of this repository, as Argo CD reads it.
   * @default - https://git.example.com/TEAM/NAME.git, to be changed before the first deployment
   * @featured
   */
  readonly repoUrl?: string;
  /**
   * S3 bucket of the backups; short for `clusterBase.backup.bucket`.
   * @default cloudnativepg-backups
   * @featured
   */
  readonly bucket?: string;
  /**
   * Platform release, or a way point to one: a tested set of versions. It moves only when you move it (`pgplatform upgrade --to`).
   * Problems: RELEASE_UNKNOWN, RELEASE_DOWNGRADE, RELEASE_INSECURE and WAYPOINT_FOR_NEW for a new repository.
   * @default - the one of the last synthesis; the newest for a new repository
   * @featured
   */
  readonly platformRelease?: string;
  /**
   * StorageClass of the volumes; short for `clusterBase.storageClass`.
   * @default longhorn-single-replica
   * @featured
   */
  readonly storageClass?: string;
  /**
   * PostgreSQL major version; short for `clusterBase.postgres.major`.
   * @default 17
   * @featured
   */
  readonly postgresMajor?: number;
  /**
   * Names of the environments, when they need nothing but a name; else `environments`.
   * @default - stage and prod
   * @featured
   */
  readonly environmentNames?: string[];
  /**
   * A new repository on a release below the security floor (CVE-2026-55769) is refused unless this is true.
   * @default false
   */
  readonly acceptInsecureRelease?: boolean;
  /** Branch or tag that Argo CD follows. @default main */
  readonly targetRevision?: string;
  /** Where Argo CD is, and its project; a project of its own is generated. @default - namespace argocd, project default */
  readonly argoCd?: ArgoCdOptions;
  /** The operator. @default - the release's operator in cnpg-system */
  readonly operatorValues?: OperatorValuesOptions;
  /** What every environment starts from. @default - one instance with the reference's parameters */
  readonly clusterBase?: ClusterBaseOptions;
  /** The environments. @default - stage (1 CPU, 1Gi, 10Gi) and prod (2 CPU, 2Gi, 50Gi) */
  readonly environments?: PlatformEnvironmentOptions[];
  /** How Argo CD syncs environments that do not say it themselves. @default - automated, with prune and self-heal */
  readonly sync?: SyncOptions;
  /** Name of the ApplicationSet of the clusters; a new name makes two owners of the same objects. @default postgres */
  readonly applicationSetName?: string;
  /** Products and their databases. @default - none */
  readonly products?: ProductOptions[];
  /** Users or teams in CODEOWNERS. @default - the team, in the organisation of `repoUrl` */
  readonly codeOwners?: string[];
  /** Whether rendered/ENV.yaml shows what each environment will be. @default true */
  readonly rendered?: boolean;
  /** Rules of `pgplatform check` that this repository does not follow. @default - none */
  readonly ignoredRules?: IgnoredRule[];
  /** Changes that destroy or orphan data, agreed to. @default - none */
  readonly acknowledgements?: Acknowledgement[];
}
