import { compareEffects, type Effect, type ImpactReport, impactOf, type ManifestSet, worstOf } from '@pgplatform/impact';
import type { CheckWorld } from '../check/check-options';
import { platformSettings } from '../check/platform-settings';
import { type RepositoryReading, readRepository } from '../check/repository-reading';
import { type ComparedTree, comparedTrees } from './compared-trees';
import type { DiffOptions } from './diff-options';
import { withHelmValues } from './helm-values';

/** An impact report with what it is about. */
export type DiffReport = ImpactReport & {
  readonly base: string;
  readonly head: string;
  /** What somebody who reads the verdict should know about how it was made. */
  readonly notices: readonly string[];
  /** The worst that nobody agreed to is as bad as what was to fail. */
  readonly failed: boolean;
};

/** What a change does to the databases of a repository. */
export async function diff(options: DiffOptions, world: CheckWorld): Promise<DiffReport> {
  const { before, after } = comparedTrees(options);
  if (after.isWorkTree) requireFreshModel(after);
  const was = await readRepository(before.tree, world);
  const settings = platformSettings(after.tree);
  const is = await readRepository(after.tree, world, { settings });
  const report = impactOf(manifestsOf(was), manifestsOf(is), {
    acknowledgements: [...(is.model?.acknowledgements ?? []), ...(settings?.acknowledgements ?? [])],
    today: world.now.toISOString().slice(0, 10),
  });
  return {
    ...report,
    base: before.name,
    head: after.name,
    notices: [...noticesOf(was, before), ...noticesOf(is, after)],
    failed: compareEffects(worstUnagreed(report), options.failOn ?? 'destroys data') >= 0,
  };
}

function requireFreshModel({ tree }: ComparedTree): void {
  const { Model } = require('@pgplatform/core') as typeof import('@pgplatform/core');
  if (tree.folder && tree.read(Model.PATH)) {
    (require('../repository') as typeof import('../repository')).Repository.find(tree.folder).requireFresh();
  }
}

function manifestsOf({ input }: RepositoryReading): ManifestSet {
  const builds = input.builds.map((build) => ({
    ...build,
    objects: build.objects.map((built) => ({ ...built, object: withHelmValues(built.object) })),
  }));
  return { ...input, builds };
}

/** The worst effect that nobody agreed to. */
function worstUnagreed({ databases, applications }: ImpactReport): Effect {
  const changes = [...databases, ...applications].flatMap((one) => one.changes);
  return worstOf(changes.filter(({ acknowledged }) => !acknowledged).map(({ effect }) => effect));
}

/** What was not built or not read counts as it is written; the verdict is about that. */
function noticesOf({ notices, findings }: RepositoryReading, { name }: ComparedTree): string[] {
  const unread = findings.filter(({ rule }) => /^(?:BUILD|YAML|RENDERED)-/.test(rule));
  return [...notices, ...unread.map(({ file, why }) => `${file}: ${why}`)].map((notice) => `${name}: ${notice}`);
}
