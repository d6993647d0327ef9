import { createHash } from 'node:crypto';
import { Model, type PlatformModel } from '@pgplatform/core';
import type { ManifestSet } from '@pgplatform/impact';
import type { Finding } from '@pgplatform/preflight';
import type { Build } from '../check/build/build';
import { type BuildPlan, buildPlan, type PlannedBuild } from '../check/build/build-plan';
import { repositoryBuilds } from '../check/build/repository-builds';
import type { CheckWorld } from '../check/check-options';
import { operatorVersionOf } from '../check/operator-version';
import { folderOf, isUnder, RepositoryFiles } from '../check/repository-files';
import type { SourceTree } from '../check/source-tree';
import { withHelmValues } from './helm-values';

/** What counts for databases: objects of the operator and of the plugin, and the Applications that apply them. */
const RELEVANT = /apiVersion["']?:\s*["']?(?:[\w.]*cnpg\.io|argoproj\.io)\//;

/** A repository as it is compared. */
export type ComparedRepository = {
  readonly manifests: ManifestSet;
  readonly model?: PlatformModel;
  readonly notices: readonly string[];
};

/** Builds made so far, by folder and the content of all that takes part in it. */
type Built = Map<string, Build>;

/**
 * Reads two repositories. Folders without anything that counts for databases are taken as they are written, and what is the same
 * in both is built once.
 */
export async function comparedRepositories(
  trees: readonly [SourceTree, SourceTree],
  world: CheckWorld,
  operatorVersion?: string,
): Promise<[ComparedRepository, ComparedRepository]> {
  const built: Built = new Map();
  const before = await compared(trees[0], world, built, operatorVersion);
  return [before, await compared(trees[1], world, built, operatorVersion)];
}

async function compared(tree: SourceTree, world: CheckWorld, built: Built, asked?: string): Promise<ComparedRepository> {
  const text = tree.read(Model.PATH);
  const model = text && Model.parse(text.toString('utf8'));
  const files = new RepositoryFiles(tree, new Set(model?.environments.flatMap(({ rendered }) => rendered ?? [])));
  const plan = buildPlan(files, model);
  const { version, notice } = operatorVersionOf(asked, model, plan.applications);
  const relevant = plan.kustomized.filter((build) => inputsOf(files, build).some((path) => isRelevant(tree, path)));
  const keys = new Map(relevant.map((build) => [build, keyOf(files, build, model)]));
  const fresh = relevant.filter((build) => !built.has(keys.get(build) as string));
  const { builds, findings } = await repositoryBuilds(files, { ...plan, kustomized: fresh } satisfies BuildPlan, {
    ...world,
    model,
  });
  for (const planned of fresh) {
    const made = builds.find(({ path, kustomizations }) => path === planned.path && kustomizations === planned.kustomizations);
    if (made) built.set(keys.get(planned) as string, made);
  }
  const objects = [
    ...plan.plain,
    ...relevant.flatMap((build) => built.get(keys.get(build) as string) ?? []),
    ...plan.kustomized.filter((build) => !relevant.includes(build)).map((build) => asWritten(files, build)),
  ];
  return {
    manifests: {
      operatorVersion: version,
      builds: [...objects, ...unbuilt(files, objects)].map((build) => ({
        path: build.path,
        objects: build.objects.map((one) => ({ ...one, object: withHelmValues(one.object) })),
      })),
      files: files.manifests as ManifestSet['files'],
    },
    model: model || undefined,
    notices: [...(notice ? [notice] : []), ...[...files.findings(), ...findings].filter((one) => counts(one, tree)).map(said)],
  };
}

/** The files of the folders that take part: Kustomize reads nothing outside them. */
function inputsOf({ tree }: RepositoryFiles, { kustomizations }: PlannedBuild): string[] {
  const folders = kustomizations.map(({ file }) => folderOf(file));
  return tree.paths.filter((path) => folders.some((folder) => isUnder(path, folder)));
}

function keyOf(files: RepositoryFiles, build: PlannedBuild, model: PlatformModel | '' | undefined): string {
  const hash = createHash('sha256').update(JSON.stringify([build.path, build.environment, model ? model.environments : '']));
  for (const path of inputsOf(files, build)) hash.update(`\n${path}\n`).update(files.tree.read(path) ?? '');
  return hash.digest('hex');
}

function isRelevant(tree: SourceTree, path: string): boolean {
  return /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/.test(path) && RELEVANT.test(tree.read(path)?.toString('latin1') ?? '');
}

function asWritten(files: RepositoryFiles, build: PlannedBuild): Build {
  const { namespace } = build.kustomizations[0].object;
  const paths = [...new Set(build.kustomizations.flatMap(({ takes }) => takes))];
  const objects = paths.flatMap((file) =>
    (files.get(file)?.documents ?? [])
      .filter((object) => object?.kind)
      .map((object) => ({
        file,
        object: typeof namespace === 'string' ? { ...object, metadata: { ...object.metadata, namespace } } : object,
      })),
  );
  return { ...build, objects };
}

/** Clusters in files that no folder is built from, such as components that another repository takes in. */
function unbuilt(files: RepositoryFiles, builds: readonly Build[]): Build[] {
  const taken = new Set(builds.flatMap(({ objects }) => objects.map(({ file }) => file)));
  return files.manifests
    .filter(({ path }) => !taken.has(path) && !files.named.has(path))
    .flatMap(({ path, documents }) => {
      const objects = documents.filter(
        (one) => one?.kind === 'Cluster' && String(one.apiVersion).startsWith('postgresql.cnpg.io/'),
      );
      return objects.length > 0
        ? [{ path: folderOf(path), kustomizations: [], objects: objects.map((object) => ({ object, file: path })) }]
        : [];
    });
}

/** Whether something that was not read or not built could have been about a database. */
function counts({ rule, file }: Finding, tree: SourceTree): boolean {
  return (
    rule.startsWith('BUILD-') ||
    rule.startsWith('RENDERED-') ||
    (rule.startsWith('YAML-') && file !== undefined && isRelevant(tree, file))
  );
}

function said({ file, why }: Finding): string {
  return `${file}: ${why}`;
}
