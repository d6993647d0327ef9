import { Model } from '@pgplatform/core';
import { compareEffects, type Effect, type ImpactReport, impactOf, worstOf } from '@pgplatform/impact';
import type { CheckWorld } from '../check/check-options';
import { platformSettings } from '../check/platform-settings';
import { type ComparedRepository, comparedRepositories } from './compared-repositories';
import { type ComparedTree, comparedTrees } from './compared-trees';
import type { DiffOptions } from './diff-options';
import { waitingSidecars } from './waiting-sidecars';

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
  const settings = platformSettings(after.tree);
  const [was, is] = await comparedRepositories([before.tree, after.tree], world, options.operatorVersion);
  const report = impactOf(was.manifests, is.manifests, {
    acknowledgements: [...(is.model?.acknowledgements ?? []), ...(settings?.acknowledgements ?? [])],
    today: world.now.toISOString().slice(0, 10),
    waiting: waitingSidecars(before, was.manifests, is.manifests),
  });
  return {
    ...report,
    base: before.name,
    head: after.name,
    notices: [...new Set([...noticesOf(was, before), ...noticesOf(is, after)])],
    failed: compareEffects(worstUnagreed(report), options.failOn ?? 'outage') >= 0,
  };
}

function requireFreshModel({ tree }: ComparedTree): void {
  if (tree.folder && tree.read(Model.PATH)) {
    (require('../repository') as typeof import('../repository')).Repository.find(tree.folder).requireFresh();
  }
}

/** The worst effect that nobody agreed to. */
function worstUnagreed({ databases, applications }: ImpactReport): Effect {
  const changes = [...databases, ...applications].flatMap((one) => one.changes);
  return worstOf(changes.filter(({ acknowledged }) => !acknowledged).map(({ effect }) => effect));
}

function noticesOf({ notices }: ComparedRepository, { name }: ComparedTree): string[] {
  return notices.map((notice) => `${name}: ${notice}`);
}
