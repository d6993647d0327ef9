import { Model, type PlatformModel } from '@pgplatform/core';
import { type Finding, RepositoryContext, type RepositoryInput } from '@pgplatform/preflight';
import { readOwnFile, type SourceTree } from '@pgplatform/reading';
import type { Build } from './build/build';
import { buildPlan } from './build/build-plan';
import { repositoryBuilds } from './build/repository-builds';
import type { CheckWorld } from './check-options';
import { operatorVersionOf } from './operator-version';
import type { PlatformSettings } from './platform-settings';
import { RepositoryFiles } from './repository-files';

/** A repository as the rules see it, with what was learnt on the way. */
export type RepositoryReading = {
  readonly input: RepositoryInput;
  readonly files: RepositoryFiles;
  readonly builds: readonly Build[];
  readonly model?: PlatformModel;
  readonly findings: readonly Finding[];
  readonly notices: readonly string[];
};

/** What a repository says before anything of it is built. */
export function openRepository(tree: SourceTree) {
  const text = readOwnFile(tree, Model.PATH);
  const model = text && Model.parse(text.toString('utf8'));
  const rendered = new Set(model?.environments.flatMap((environment) => environment.rendered ?? []));
  const files = new RepositoryFiles(tree, rendered);
  return { model: model || undefined, files, plan: buildPlan(files, model || undefined) };
}

/** Reads and builds a repository. */
export async function readRepository(
  tree: SourceTree,
  world: CheckWorld,
  asked: { readonly operatorVersion?: string; readonly settings?: PlatformSettings } = {},
): Promise<RepositoryReading> {
  const { model, files, plan } = openRepository(tree);
  const { version, notice } = operatorVersionOf(asked.operatorVersion, model, plan.applications);
  const { builds, findings } = await repositoryBuilds(files, plan, { ...world, model });
  return {
    input: {
      context: model ? RepositoryContext.GENERATED : RepositoryContext.FOREIGN,
      operatorVersion: version,
      builds,
      files: [...files.manifests, ...files.texts] as RepositoryInput['files'],
      model: model ?? (asked.settings && { acknowledgements: asked.settings.acknowledgements }),
      today: world.now.toISOString().slice(0, 10),
    },
    files,
    builds,
    model,
    findings: [...files.findings(), ...findings],
    notices: notice ? [notice] : [],
  };
}
