import { type ClusterRef, type ConfigProblem, configError, type GeneratedFile, type Shape } from '@pgplatform/core';
import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { baseFiles, clusterScopedFiles, kustomized } from './base-files';
import { CLUSTER_BASE_SHAPE, type ClusterBaseOptions } from './cluster-base-options';
import { clusterRef } from './cluster-reference';
import { choosePlatform } from './platform-choice';
import { resolveCluster } from './resolved-cluster';
import { RULES } from './rules/rules';

/**
 * The PostgreSQL cluster that every environment starts from, with its backups and monitoring.
 *
 * In a plain cdk8s app its objects are in the chart. In a repository `files()` and `clusterScopedFiles()` are written, and overlays
 * build on them. Throws one error with all problems when the options do not fit.
 */
export class ClusterBase extends Construct {
  /** The run-time shape of the options. */
  public static readonly SHAPE: Shape = CLUSTER_BASE_SHAPE;

  /**
   * What is wrong with options that have the shape. Never throws.
   *
   * @param options the options, read through SHAPE
   * @param path path of the options, for the problems
   */
  public static validate(options: ClusterBaseOptions, path: string = ''): ConfigProblem[] {
    const { release, image, problems } = choosePlatform(options);
    const found = [...problems];
    if (release && image) {
      const cluster = resolveCluster(options, release, image);
      found.push(...RULES.flatMap((rule) => rule(cluster)));
    }
    return found.map((problem) => ({ ...problem, path: path ? `${path}.${problem.path}` : problem.path }));
  }

  /** What the other generators need to know of this Cluster. */
  public readonly ref: ClusterRef;

  private readonly base: GeneratedFile[];
  private readonly clusterScoped: GeneratedFile[];

  public constructor(scope: Construct, id: string, options: ClusterBaseOptions = {}) {
    super(scope, id);
    const problems: ConfigProblem[] = [];
    const read: ClusterBaseOptions = ClusterBase.SHAPE.read(options, '', problems) ?? {};
    problems.push(...ClusterBase.validate(read));
    const { release, image } = choosePlatform(read);
    if (problems.length > 0 || !release || !image) {
      throw configError(problems);
    }
    const cluster = resolveCluster(read, release, image);
    this.base = withoutSharing(baseFiles(cluster));
    this.clusterScoped = withoutSharing(clusterScopedFiles(cluster));
    this.ref = clusterRef(cluster, this.manifests);
    for (const manifest of this.manifests) {
      this.add(manifest);
    }
    for (const manifest of this.clusterScoped.flatMap((file) => file.content)) {
      const object = this.add(manifest);
      if (object.chart.namespace) {
        object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
      }
    }
  }

  /** The objects of an environment, as plain manifests without a namespace, in the order of the kustomization. */
  public get manifests(): any[] {
    return this.base.flatMap((file) => file.content);
  }

  /** Name of the ObjectStore; nothing when backups are in-tree or deferred. */
  public get objectStoreName(): string | undefined {
    return this.ref.backup?.objectStore;
  }

  /** Name of the Secret with the credentials of the backups; nothing when none is needed. */
  public get backupSecret(): string | undefined {
    return this.ref.backup?.secret;
  }

  /** Keys that are read from that Secret. */
  public get backupSecretKeys(): string[] {
    return this.ref.backup?.secretKeys ?? [];
  }

  /** `infrastructure/postgres/base/`: what every environment starts from. */
  public files(): GeneratedFile[] {
    return kustomized('infrastructure/postgres/base', this.base);
  }

  /**
   * `infrastructure/cluster/`: what a Kubernetes cluster needs once (StorageClass, deletion protection), for an Application of its
   * own; nothing when neither is asked for.
   */
  public clusterScopedFiles(): GeneratedFile[] {
    return kustomized('infrastructure/cluster', this.clusterScoped);
  }

  private add(manifest: any): ApiObject {
    return new ApiObject(this, `${manifest.kind}-${manifest.metadata.name}`, manifest);
  }
}

/** Copies in which no two places are the same object: a YAML writer would make anchors of them. */
function withoutSharing(files: GeneratedFile[]): GeneratedFile[] {
  return files.map((file) => ({ ...file, content: JSON.parse(JSON.stringify(file.content)) }));
}
