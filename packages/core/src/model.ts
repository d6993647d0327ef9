import { createHash } from 'node:crypto';
import { configError } from './config-error';
import { misshapenParts } from './model-shape';

/** One key of a declared secret: its rules, never its value. */
export interface ModelSecretKey {
  /** Key in the Secret, for example `ACCESS_KEY_ID`. */
  readonly name: string;
  /** What the value is, for the prompt. @default - the key's name */
  readonly description?: string;
  /** Exact length of the value in bytes. @default - minLength and maxLength decide */
  readonly length?: number;
  /** Least length in bytes. @default 1 */
  readonly minLength?: number;
  /** Greatest length in bytes. @default - unlimited */
  readonly maxLength?: number;
  /** ECMAScript regular expression that the whole value matches. @default - any value */
  readonly pattern?: string;
  /** The value spans lines: a trailing newline is kept. @default false */
  readonly multiline?: boolean;
  /** A fixed public value, such as a role's name. @default - the value is secret and asked for */
  readonly publicValue?: string;
}

/** A Secret that must exist sealed. */
export interface ModelSecret {
  /** Name of the Secret and of the SealedSecret. */
  readonly name: string;
  /** Namespace of both. */
  readonly namespace: string;
  /** `strict`, `namespace-wide` or `cluster-wide`. */
  readonly scope: string;
  /** Path of the sealed file, from the repository's root. */
  readonly file: string;
  /** Type of the Secret, for example `Opaque` or `kubernetes.io/basic-auth`. */
  readonly type: string;
  /** Labels of the Secret (in the template). */
  readonly labels: { [name: string]: string };
  /** Annotations of the Secret (in the template). */
  readonly annotations: { [name: string]: string };
  /** Annotations of the SealedSecret itself. */
  readonly sealedAnnotations: { [name: string]: string };
  /** The keys, in order. */
  readonly keys: ModelSecretKey[];
  /** `sealed`, `existing` or `external`. */
  readonly source: string;
}

/** The pinned sealing certificate of an environment. */
export interface ModelCertificate {
  /** Path of the PEM file, from the repository's root, for example `certs/prod.pem`. */
  readonly path: string;
  /** SHA-256 of the certificate's SubjectPublicKeyInfo (DER), 64 hexadecimal digits. */
  readonly spki: string;
}

/** Where an environment's sealed-secrets controller is. */
export interface ModelController {
  /** Name of the controller's Service. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
}

/** The PostgreSQL image of an environment. */
export interface ModelImage {
  /** The whole reference. */
  readonly reference: string;
  /** PostgreSQL major version. */
  readonly major: number;
  /** Debian codename, for example `trixie`. @default - the tag does not tell */
  readonly debian?: string;
  /** `minimal`, `standard` or `system`. @default - the tag does not tell */
  readonly flavour?: string;
}

/** One environment as it was generated. */
export interface ModelEnvironment {
  /** Name, for example `prod`; the key that never changes. */
  readonly name: string;
  /** Namespace of the Cluster. */
  readonly namespace: string;
  /** Name of the Cluster. */
  readonly cluster: string;
  /** API server URL, or name of the cluster in Argo CD, that the environment is deployed to. */
  readonly destination: string;
  /** Folder of the overlay, from the repository's root. */
  readonly overlay: string;
  /** Rendered manifests, from the repository's root. @default - rendering is off */
  readonly rendered?: string;
  /** Number of instances. */
  readonly instances: number;
  /** Data volume, a quantity. */
  readonly storage: string;
  /** WAL volume, a quantity. @default - none */
  readonly walStorage?: string;
  /** Image lineage. */
  readonly image: ModelImage;
  /** Where backups go, for example `s3://cloudnativepg-backups/postgres-prod`. @default - backups are deferred */
  readonly destinationPath?: string;
  /** Server names that this environment wrote under, oldest first; the last one is in use. */
  readonly serverNames: string[];
  /** The pinned sealing certificate. @default - none pinned yet */
  readonly certificate?: ModelCertificate;
  /** The sealed-secrets controller. */
  readonly sealedSecrets: ModelController;
  /** The secrets the environment needs, product databases included. */
  readonly secrets: ModelSecret[];
}

/** A product database in one environment. */
export interface ModelDatabase {
  /** Product. */
  readonly product: string;
  /** Environment. */
  readonly environment: string;
  /** Name of the Database resource. */
  readonly resource: string;
  /** Namespace. */
  readonly namespace: string;
  /** Name in PostgreSQL. */
  readonly name: string;
  /** Owner role in PostgreSQL. */
  readonly owner: string;
  /** Folder, from the repository's root. */
  readonly folder: string;
}

/** A Kubernetes cluster that the repository deploys to, or once did. */
export interface ModelDestination {
  /** API server URL, or name of the cluster in Argo CD. */
  readonly id: string;
  /** Ending of the names of what every Kubernetes cluster gets once, such as the operator's Application. @default - none */
  readonly suffix?: string;
}

/** A rule that this repository does not follow, and why. */
export interface ModelIgnore {
  /** Rule id, for example `P-13`. */
  readonly rule: string;
  /** Why. */
  readonly reason: string;
}

/** A destruction that somebody agreed to. */
export interface ModelAcknowledgement {
  /** The object, `Kind/namespace/name`. */
  readonly object: string;
  /** Why. */
  readonly reason: string;
  /** Last day it counts, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** The operator of a repository. */
export interface ModelOperator {
  /** CloudNativePG version, for example `1.30.0`. */
  readonly version: string;
  /** Version of the `cloudnative-pg` chart. */
  readonly chart: string;
  /** Version of the `plugin-barman-cloud` chart. @default - the plugin is not installed */
  readonly pluginChart?: string;
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Helm release name. */
  readonly releaseName: string;
  /** Name of the operator's Deployment. */
  readonly deployment: string;
}

/**
 * What a generated repository is, as data: `.pgplatform/model.json`. Tools read this and never run `.projenrc.ts`.
 *
 * JSON Schema: `schema/model.schema.json` of this package.
 */
export interface PlatformModel {
  /** Version of this format. */
  readonly modelVersion: number;
  /** Version of the package that wrote it. */
  readonly packageVersion: string;
  /** Owner of the repository. */
  readonly team: string;
  /** Git URL that Argo CD reads. */
  readonly repoUrl: string;
  /** Branch or tag that Argo CD follows. */
  readonly targetRevision: string;
  /** Platform release or way point, for example `2026.07` or `2026.07-plugin`. */
  readonly platformRelease: string;
  /** The operator. */
  readonly operator: ModelOperator;
  /** `in-tree` or `plugin`. */
  readonly backupMethod: string;
  /** Namespace of Argo CD. */
  readonly argoNamespace: string;
  /** AppProject of the generated Applications. */
  readonly argoProject: string;
  /** Name of the ApplicationSet of the clusters. */
  readonly applicationSet: string;
  /** The options, canonical: value objects as their text. */
  readonly options: any;
  /** Environments, in the order of the options. */
  readonly environments: ModelEnvironment[];
  /** Product databases. */
  readonly databases: ModelDatabase[];
  /** Kubernetes clusters, those that are gone included: names are not given twice. @default - 0.2.0 or older wrote it */
  readonly destinations?: ModelDestination[];
  /** Rules that this repository does not follow. */
  readonly ignores: ModelIgnore[];
  /** Destructions that somebody agreed to. */
  readonly acknowledgements: ModelAcknowledgement[];
  /** SHA-256 of `.projenrc.ts`, see `Model.digest`. @default - there was no such file */
  readonly projenrcSha256?: string;
}

/** Reads models. */
export class Model {
  /** The version of the format that this package writes. */
  public static readonly VERSION = 1;
  /** Where the model is in a generated repository. */
  public static readonly PATH = '.pgplatform/model.json';

  /**
   * SHA-256 of a `.projenrc.ts`, hexadecimal, as git keeps the file: with LF. An editor on Windows may write CRLF, which git takes away
   * when it is committed.
   */
  public static digest(projenrc: string): string {
    return createHash('sha256').update(projenrc.replaceAll('\r\n', '\n')).digest('hex');
  }

  /**
   * The model in the text of a model.json.
   *
   * Every name in it is one, every path stays inside the repository: whoever reads it need not ask again.
   *
   * Throws ConfigProblems `MODEL_INVALID`, one for each part that is not as `schema/model.schema.json` says, or `MODEL_TOO_NEW` when a newer package wrote it.
   */
  public static parse(text: string): PlatformModel {
    let model: any;
    try {
      model = JSON.parse(text);
    } catch {
      throw configError([{ ...INVALID, message: 'It is not JSON.' }]);
    }
    if (Number.isSafeInteger(model?.modelVersion) && model.modelVersion > Model.VERSION) {
      throw configError([
        {
          code: 'MODEL_TOO_NEW',
          path: Model.PATH,
          message: 'The model was written by a newer pgplatform.',
          given: `format ${model.modelVersion}`,
          allowed: `format ${Model.VERSION} or older`,
          fix: 'Run the pgplatform of this repository: npm ci, then node_modules/.bin/pgplatform.',
        },
      ]);
    }
    const parts = misshapenParts(model);
    if (parts.length > 0) {
      throw configError(
        parts.map(({ at, allowed }) => ({ ...INVALID, message: `${at || 'The whole'} is not what belongs there.`, allowed })),
      );
    }
    return model;
  }

  private constructor() {}
}

const INVALID = {
  code: 'MODEL_INVALID',
  path: Model.PATH,
  fix: `Bring it back (git checkout -- ${Model.PATH}), or find out who committed it so.`,
};
