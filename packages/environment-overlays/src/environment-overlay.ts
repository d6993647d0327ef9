import {
  type ClusterRef,
  type ConfigProblem,
  type Cpu,
  configError,
  type GeneratedFile,
  type ImageReference,
  KubernetesPatch,
  type Shape,
  type Size,
} from '@pgplatform/core';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { baseBackups } from './base-backup';
import { baseCluster, baseObjectStore } from './base-objects';
import { destinationPath, environmentCluster, resourcesOf } from './environment-cluster';
import { duplicateProblems } from './environment-duplicates';
import { environmentImage } from './environment-image';
import { ENVIRONMENT_SHAPE, type EnvironmentOptions, namespaceOf } from './environment-options';
import { environmentProblems } from './environment-rules';
import { kustomization, kustomized } from './kustomization';
import { mergeDifference } from './merge-difference';
import { mergePatches, type OverlayPatch, operationPatches, patchEntry, patched } from './overlay-patch';
import { objectStoreDestinationPatch } from './patches/destination-path';
import { serverNameOf, serverNameOperations } from './patches/server-name';
import { objectStorePatch } from './patches/store-patch';

/** Options of an `EnvironmentOverlay`. */
export interface EnvironmentOverlayOptions {
  /** What every environment starts from. */
  readonly base: ClusterRef;
  /** What this one changes. */
  readonly environment: EnvironmentOptions;
  /** Entries of `spec.managed.roles`, complete (`ProductDatabases.managedRoles`). @default - none */
  readonly managedRoles?: any[];
  /** Sealed files in the folder of the overlay: always listed, so that nothing is built while one is missing. @default - none */
  readonly sealedFiles?: string[];
}

/**
 * One environment: the Kustomize overlay that makes it out of the base, and the objects that come out of it.
 *
 * All changes of the Cluster form one `cluster-patch.yaml`, which holds nothing that the base has already.
 */
export class EnvironmentOverlay extends Construct {
  /** Run-time shape of `EnvironmentOptions`. */
  public static readonly SHAPE: Shape = ENVIRONMENT_SHAPE;

  /**
   * What is wrong with an environment that was read through `SHAPE`.
   *
   * @param options the environment and its base
   * @param path path of the environment, for the problems
   */
  public static validate(options: EnvironmentOverlayOptions, path?: string): ConfigProblem[] {
    const { base, environment, managedRoles = [], sealedFiles = [] } = options;
    return environmentProblems({
      base,
      baseCluster: baseCluster(base),
      environment,
      managedRoles,
      files: [KUSTOMIZATION, CLUSTER_PATCH, OBJECT_STORE_PATCH, BASE_BACKUPS, ...sealedFiles],
      path: path ?? `environments.${environment.name}`,
    });
  }

  /**
   * What environments may not have in common: names, namespaces, archives.
   * Codes `ENVIRONMENT_DUPLICATE`, `NAMESPACE_SHARED`, `ARCHIVE_PATH_SHARED`.
   *
   * @param environments all of them, read through `SHAPE`
   * @param destinations the Kubernetes cluster of each, in the same order; nothing when there is only one
   * @param path path of the list, for the problems
   * @param clusterName name of the Cluster, which backups are written under where an environment says nothing else
   */
  public static validateAll(
    environments: EnvironmentOptions[],
    destinations?: string[],
    path?: string,
    clusterName?: string,
  ): ConfigProblem[] {
    return duplicateProblems(environments, destinations ?? [], clusterName ?? 'postgres-shared', path ?? 'environments');
  }

  /** Name of the environment. */
  public readonly environmentName: string;
  /** Namespace of everything in it. */
  public readonly namespace: string;
  /** Folder of the overlay, from the repository's root. */
  public readonly folder: string;
  /** Name of the Cluster. */
  public readonly clusterName: string;
  /** Number of instances. */
  public readonly instances: number;
  /** Data volume. */
  public readonly storage: Size;
  /** WAL volume; nothing when there is none. */
  public readonly walStorage?: Size;
  /** CPU limit of one instance. */
  public readonly cpu: Cpu;
  /** CPU request of one instance; nothing when the Cluster says none. */
  public readonly cpuRequest?: Cpu;
  /** Memory request of one instance. */
  public readonly memory: Size;
  /** PostgreSQL image. */
  public readonly image: ImageReference;
  /** PostgreSQL parameters as the Cluster has them. */
  public readonly parameters: { [name: string]: string };
  /** URL of the archive; nothing while backups are deferred. */
  public readonly destinationPath?: string;
  /** Name that backups are written under. */
  public readonly serverName: string;

  private readonly manifests: any[];
  private readonly content: GeneratedFile[];

  /** Throws all ConfigProblems of the environment at once. */
  constructor(scope: Construct, id: string, options: EnvironmentOverlayOptions) {
    super(scope, id);
    const environment = readEnvironment(options);
    const { base, managedRoles = [], sealedFiles = [] } = options;
    const labels = { environment: environment.name, ...environment.labels };
    const patches = overlayPatches(base, environment, managedRoles);
    const backups = baseBackups(base, environment);

    this.environmentName = environment.name;
    this.namespace = namespaceOf(environment);
    this.folder = `infrastructure/postgres/overlays/${environment.name}`;
    const patchedBase = base.manifests.map((manifest) =>
      patched(
        manifest,
        patches.filter(({ target }) => target === manifest),
      ),
    );
    this.manifests = [...patchedBase, ...backups].map((manifest) => kustomized(manifest, this.namespace, labels));

    const cluster = this.manifests[base.manifests.indexOf(baseCluster(base))];
    const store = this.manifests[base.manifests.indexOf(baseObjectStore(base))];
    const resources = resourcesOf(cluster);
    this.clusterName = base.name;
    this.instances = environment.instances ?? base.instances;
    this.storage = environment.storage ?? base.storage;
    this.walStorage = environment.walStorage ?? base.walStorage;
    this.cpu = resources.cpu ?? environment.cpu ?? base.cpu;
    this.cpuRequest = resources.cpuRequest;
    this.memory = resources.memory ?? environment.memory ?? base.memory;
    this.image = environmentImage(base, environment);
    this.parameters = cluster.spec.postgresql?.parameters ?? {};
    this.destinationPath = (store?.spec.configuration ?? cluster.spec.backup?.barmanObjectStore)?.destinationPath;
    this.serverName = serverNameOf(cluster);

    this.content = [
      {
        path: `${this.folder}/${KUSTOMIZATION}`,
        content: [
          kustomization({
            namespace: this.namespace,
            labels,
            resources: [
              '../../base',
              ...sealedFiles,
              ...(backups.length > 0 ? [BASE_BACKUPS] : []),
              ...(environment.extraResources ?? []),
            ],
            patches: patches.map(patchEntry),
          }),
        ],
      },
      ...(backups.length > 0 ? [{ path: `${this.folder}/${BASE_BACKUPS}`, content: backups }] : []),
      ...patches
        .filter(({ file }) => file !== undefined)
        .map(({ file, content }) => ({
          path: `${this.folder}/${file}`,
          content: [content],
          ...(file === CLUSTER_PATCH && { comments: clusterPatchComments(environment) }),
        })),
    ];
    for (const manifest of this.manifests) {
      new ApiObject(this, `${manifest.kind}-${manifest.metadata.name}`, manifest);
    }
  }

  /** The objects of the environment as Kustomize builds them, without SealedSecrets and extra resources. */
  public effective(): any[] {
    return withoutSharing(this.manifests);
  }

  /** The files of the overlay: its kustomization and its patches. */
  public files(): GeneratedFile[] {
    return withoutSharing(this.content);
  }
}

const KUSTOMIZATION = 'kustomization.yaml';
const CLUSTER_PATCH = 'cluster-patch.yaml';
const OBJECT_STORE_PATCH = 'object-store-patch.yaml';
const BASE_BACKUPS = 'base-backups.yaml';

/** The environment, read and checked. */
function readEnvironment({ environment, ...options }: EnvironmentOverlayOptions): EnvironmentOptions {
  const path = `environments.${typeof environment?.name === 'string' ? environment.name : ''}`;
  const problems: ConfigProblem[] = [];
  const read = ENVIRONMENT_SHAPE.read(environment, path, problems);
  if (read?.name) {
    problems.push(...EnvironmentOverlay.validate({ ...options, environment: read }, path));
  }
  if (problems.length > 0) {
    throw configError(problems);
  }
  return read;
}

/** The patches of an environment, in the order in which Kustomize applies them: those inside lists first, the user's last. */
function overlayPatches(base: ClusterRef, environment: EnvironmentOptions, managedRoles: any[]): OverlayPatch[] {
  const cluster = baseCluster(base);
  const store = baseObjectStore(base);
  const inLists = operationPatches(
    cluster,
    store && environment.serverName ? serverNameOperations(cluster, environment.serverName) : [],
  );
  const start = patched(cluster, inLists);
  return [
    ...(base.backup && store
      ? mergePatches(
          store,
          OBJECT_STORE_PATCH,
          mergeDifference(
            store,
            [
              objectStoreDestinationPatch(destinationPath(base.backup, environment)),
              objectStorePatch(environment.storePatch ?? {}),
            ].reduce(KubernetesPatch.merge, store),
          ),
        )
      : []),
    ...inLists,
    ...mergePatches(cluster, CLUSTER_PATCH, mergeDifference(start, environmentCluster(base, start, environment, managedRoles))),
  ];
}

/** Lines for the head of a file that holds a patch of the user. */
function clusterPatchComments({ name, clusterPatch }: EnvironmentOptions): string[] | undefined {
  return clusterPatch === undefined
    ? undefined
    : [
        `environments.${name}.clusterPatch was merged last (RFC 7386). It decides:`,
        ...leaves(clusterPatch).map((path) => `- ${path}`),
      ];
}

function leaves(patch: any, path = ''): string[] {
  return typeof patch === 'object' && patch !== null && !Array.isArray(patch)
    ? Object.entries(patch).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key))
    : [path];
}

/** A copy in which no two places are the same object: a YAML writer would make anchors of them. */
function withoutSharing<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
