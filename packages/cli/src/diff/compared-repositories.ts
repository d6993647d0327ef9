import { createHash } from 'node:crypto';
import { type PlatformModel, plainText } from '@pgplatform/core';
import type { ManifestSet } from '@pgplatform/impact';
import { type Finding, takingPart } from '@pgplatform/preflight';
import { folderOf, isUnder, type SourceTree } from '@pgplatform/reading';
import type { Build } from '../check/build/build';
import type { BuildPlan, PlannedBuild } from '../check/build/build-plan';
import { repositoryBuilds } from '../check/build/repository-builds';
import type { CheckWorld } from '../check/check-options';
import { operatorVersionOf } from '../check/operator-version';
import type { RepositoryFiles } from '../check/repository-files';
import { openRepository } from '../check/repository-reading';
import { helmCharts } from './helm-charts';
import { withHelmValues } from './helm-values';
import { operatorSources } from './operator-sources';

/** What counts for databases: objects of the operator and of the plugin, and the Applications that apply them. */
const RELEVANT = /apiVersion["']?:\s*["']?(?:[\w.]*cnpg\.io|argoproj\.io)\//;

/** A repository as it is compared. */
export type ComparedRepository = {
  readonly manifests: ManifestSet;
  readonly model?: PlatformModel;
  readonly notices: readonly string[];
};

/** Builds made so far, by folder and the content of all that takes part in it. */
type Built = Map<string, { readonly build: Build; readonly isUnread: boolean }>;

/**
 * Reads two repositories. Folders without anything that counts for databases are taken as they are written, and what is the same
 * in both is built once.
 */
export async function comparedRepositories(
  trees: readonly [SourceTree, SourceTree],
  world: CheckWorld,
  asked?: string,
): Promise<[ComparedRepository, ComparedRepository]> {
  const built: Built = new Map();
  const [before, after] = trees.map((tree) => opened(tree, asked));
  return [await compared(before, after, world, built), await compared(after, before, world, built)];
}

type Opened = ReturnType<typeof opened>;

function opened(tree: SourceTree, asked: string | undefined) {
  const { model, files, plan } = openRepository(tree);
  const charts = helmCharts(files);
  const sources = asked === undefined && !model?.operator ? operatorSources(files, charts) : [];
  const operator = operatorVersionOf(asked, model, [...plan.applications, ...sources]);
  const isSaid =
    asked !== undefined || model?.operator !== undefined || sources.length > 0 || plan.applications.some(installsOperator);
  return { tree, model, files, plan, charts, operator, isSaid };
}

async function compared(
  { tree, model, files, plan, charts, operator, isSaid }: Opened,
  other: Opened,
  world: CheckWorld,
  built: Built,
): Promise<ComparedRepository> {
  // Where only one side says which operator runs, it is no news.
  const { version, notice } = isSaid ? operator : other.operator;
  const relevant = plan.kustomized.filter((build) => inputsOf(files, build).some((path) => isRelevant(tree, path)));
  const keys = new Map(relevant.map((build) => [build, keyOf(files, build, model)]));
  const fresh = relevant.filter((build) => !built.has(keys.get(build) as string));
  const { builds, findings } = await repositoryBuilds(files, { ...plan, kustomized: fresh } satisfies BuildPlan, {
    ...world,
    model,
  });
  for (const planned of fresh) {
    const build = builds.find(({ path, kustomizations }) => path === planned.path && kustomizations === planned.kustomizations);
    const isUnread = findings.some(({ rule, file }) => rule.startsWith('BUILD-') && file === planned.kustomizations[0].file);
    if (build) built.set(keys.get(planned) as string, { build, isUnread });
  }
  const made = relevant.flatMap((build) => built.get(keys.get(build) as string) ?? []);
  const objects = [
    ...plan.plain,
    ...made.map(({ build }) => build),
    ...[...plan.kustomized.filter((build) => !relevant.includes(build)), ...componentsOf(files)].map((build) =>
      asWritten(files, build),
    ),
  ];
  return {
    manifests: {
      operatorVersion: version,
      builds: [
        ...[...objects, ...unbuilt(files, objects)].map((build) => ({
          path: build.path,
          objects: build.objects.map((one) => ({ ...one, object: withHelmValues(one.object) })),
        })),
        ...charts,
      ],
      files: files.manifests as ManifestSet['files'],
      unread: [
        ...files.manifests.filter(({ problem }) => problem !== undefined).map(({ path }) => path),
        ...made.filter(({ isUnread }) => isUnread).map(({ build }) => build.path),
      ],
    },
    model,
    notices: [
      ...(notice ? [notice] : []),
      ...[...files.findings(), ...findings].filter((one) => counts(one, tree)).map(said),
      ...charts
        .filter(isTemplated)
        .map(
          ({ path }) => `${path || '.'}: Helm makes databases of this chart and is not run here: what changes in it is unknown.`,
        ),
    ],
  };
}

function installsOperator({ sources }: BuildPlan['applications'][number]): boolean {
  return sources.some(({ chart }) => chart === 'cloudnative-pg');
}

function isTemplated({ objects }: ReturnType<typeof helmCharts>[number]): boolean {
  return objects.some(({ object }) => Object.keys(object.spec.templates).length > 0);
}

/** The files of the folders that take part: Kustomize reads nothing outside them. */
function inputsOf({ tree }: RepositoryFiles, { kustomizations }: PlannedBuild): string[] {
  const folders = kustomizations.map(({ file }) => folderOf(file));
  return tree.paths.filter((path) => folders.some((folder) => isUnder(path, folder)));
}

function keyOf(files: RepositoryFiles, build: PlannedBuild, model: PlatformModel | undefined): string {
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

/** Components that no kustomization takes in: a Flux Kustomization may, or another repository. */
function componentsOf({ kustomizations }: RepositoryFiles): PlannedBuild[] {
  const taken = new Set(kustomizations.flatMap(({ takes }) => takes));
  return kustomizations
    .filter(({ object, path }) => object.kind === 'Component' && !taken.has(path))
    .map(({ path }) => ({ path, kustomizations: takingPart([...kustomizations], path) }));
}

/** Clusters in files that no folder is built from, such as components that another repository takes in. */
function unbuilt(files: RepositoryFiles, builds: readonly Build[]): Build[] {
  const taken = new Set(builds.flatMap(({ objects }) => objects.map(({ file }) => file)));
  return files.manifests
    .filter(({ path }) => !taken.has(path) && !files.named.has(path))
    .flatMap(({ path, documents }) => {
      const objects = documents.filter(
        (one) => one?.kind === 'Cluster' && plainText(one.apiVersion).startsWith('postgresql.cnpg.io/'),
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
