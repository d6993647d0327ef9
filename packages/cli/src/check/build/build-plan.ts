import type { PlatformModel } from '@pgplatform/core';
import { applicationsIn, takingPart } from '@pgplatform/preflight';
import { folderOf, isHidden, isUnder, type YamlFile } from '@pgplatform/reading';
import type { RepositoryFiles } from '../repository-files';
import type { Build } from './build';

export type Application = ReturnType<typeof applicationsIn>[number];

/** A kustomization that is to be built. */
export type PlannedBuild = Pick<Build, 'path' | 'environment' | 'kustomizations'>;

/** What of a repository is applied, and how. */
export type BuildPlan = {
  readonly applications: readonly Application[];
  /** Folders for Kustomize. */
  readonly kustomized: readonly PlannedBuild[];
  /** Folders whose files are applied as they are. */
  readonly plain: readonly Build[];
};

/** Finds overlays, Applications and the folders they apply. */
export function buildPlan(files: RepositoryFiles, model: PlatformModel | undefined): BuildPlan {
  const { kustomizations, charts } = files;
  const manifests = files.manifests.filter(({ path }) => !isHidden(path));
  const folders = [...new Set(manifests.map(({ path }) => folderOf(path)))];
  const applications = manifests.flatMap((file) =>
    file.documents.flatMap((object) => applicationsIn({ object, file: file.path }, { folders, files: manifests })),
  );
  const sources = applications.flatMap((application) =>
    application.sources.flatMap(({ path, at }) =>
      path === undefined ? [] : { path, recurse: recursesAt(application.on.object, at) },
    ),
  );
  const own = new Set(kustomizations.map(({ path }) => path));
  const taken = new Set(kustomizations.flatMap(({ takes }) => takes));
  const applied = new Set(sources.map(({ path }) => path));
  const kustomized = [...own]
    .filter((path) => applied.has(path) || !taken.has(path))
    .map((path) => ({ path, kustomizations: takingPart([...kustomizations], path), environment: environmentOf(path, model) }))
    .filter(({ kustomizations: [root] }) => root.object.kind === 'Kustomization');

  const covered = new Set(kustomizations.flatMap(({ file, takes }) => [file, ...takes]));
  const isPlain = ({ path }: YamlFile) => !covered.has(path) && !files.named.has(path);
  const plain = new Map<string, YamlFile[]>();
  const byFolder = new Map<string, YamlFile[]>(folders.map((folder) => [folder, []]));
  for (const file of manifests) byFolder.get(folderOf(file.path))?.push(file);
  for (const { path, recurse } of sources) {
    if (!own.has(path) && !charts.includes(path)) {
      plain.set(path, recurse ? manifests.filter((file) => isUnder(file.path, path)) : (byFolder.get(path) ?? []));
    }
  }
  const claimed = new Set([...plain.values()].flat());
  for (const [folder, all] of byFolder) {
    const rest = own.has(folder) ? [] : all.filter((file) => !claimed.has(file) && isPlain(file));
    if (rest.length > 0) plain.set(folder, [...(plain.get(folder) ?? []), ...rest]);
  }
  return {
    applications,
    kustomized,
    plain: [...plain].map(([path, those]) => ({
      path,
      kustomizations: [],
      environment: environmentOf(path, model),
      objects: those.flatMap((file) => file.documents.filter(isObject).map((object) => ({ object, file: file.path }))),
    })),
  };
}

/** The environment that a folder is built for: by the model, else the folder's own name. */
function environmentOf(path: string, model: PlatformModel | undefined): string | undefined {
  if (!model) {
    return path.split('/').pop() || undefined;
  }
  const overlay = model.environments.find((environment) => environment.overlay === path);
  return overlay?.name ?? model.databases?.find(({ folder }) => folder === path)?.environment;
}

function recursesAt(object: any, at: readonly (string | number)[]): boolean {
  let source = object;
  for (const key of at) {
    source = source?.[key];
  }
  return source?.directory?.recurse === true;
}

/** Whether a document is meant for a cluster: not values, not a workflow, not a list of operations. */
function isObject(document: any): boolean {
  return typeof document?.apiVersion === 'string' && typeof document?.kind === 'string' && !isConfiguration(document);
}

/** Whether a document tells a tool what to do, and is never applied. */
export function isConfiguration({ apiVersion }: any): boolean {
  return /^(?:kustomize|config)\.(?:config\.)?k8s\.io\//.test(apiVersion);
}
