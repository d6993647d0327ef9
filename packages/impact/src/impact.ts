import { judging, type ModelAcknowledgement, redacted } from '@pgplatform/core';
import { RepositoryContext, repositoryOf } from '@pgplatform/preflight';
import { applicationImpacts } from './application-impact';
import { capacityOf } from './capacity';
import type { Repository } from './comparison';
import { type Database, databasesIn, pairsOf } from './database';
import { databaseImpact } from './database-impact';
import { compareEffects, worstOf } from './effect';
import { fluxImpacts } from './flux/flux-impact';
import { withFlux } from './flux/flux-kustomization';
import { releaseImpacts } from './helm-release';
import type { ApplicationImpact, Change, ImpactReport } from './impact-report';
import type { ManifestSet } from './manifest-set';
import type { WaitingSidecar } from './waiting-sidecar';

/** What may be agreed to. */
export interface ImpactOptions {
  /**
   * Destructions that somebody agreed to, by object: `Cluster/postgres-prod/postgres-shared`.
   * @default - none
   */
  readonly acknowledgements?: readonly ModelAcknowledgement[];
  /**
   * Today, `YYYY-MM-DD`: an acknowledgement counts to its last day.
   * @default - acknowledgements do not count
   */
  readonly today?: string;
  /**
   * What ObjectStores said of sidecars earlier and may still wait for a change of the Cluster.
   * @default - nothing
   */
  readonly waiting?: readonly WaitingSidecar[];
}

/**
 * What a change of manifests does to the databases that run: one verdict for each, the worst first.
 *
 * Pure: it changes nothing in what it is given.
 */
export function impactOf(before: ManifestSet, after: ManifestSet, options: ImpactOptions = {}): ImpactReport {
  const repositories = { before: repository(before), after: repository(after) };
  const [were, are] = [databasesIn(repositories.before), databasesIn(repositories.after)];
  const acknowledged = (change: Change) => withAcknowledgement(withoutSecrets(change), options);
  const databases = [
    ...pairsOf(were, are).map((pair) => judging(databaseOf(pair), () => databaseImpact(pair, repositories, options.waiting))),
    ...releaseImpacts(repositories),
  ]
    .map((database) => ({ ...database, changes: database.changes.map(acknowledged) }))
    .sort((a, b) => compareEffects(b.verdict, a.verdict) || order(name(a), name(b)));
  const applications = [...applicationImpacts(repositories), ...fluxImpacts(repositories)]
    .map((application): ApplicationImpact => ({ ...application, changes: application.changes.map(acknowledged) }))
    .sort((a, b) => compareEffects(b.effect, a.effect) || order(a.name, b.name));
  return {
    worst: worstOf([...databases.map(({ verdict }) => verdict), ...applications.map(({ effect }) => effect)]),
    databases,
    applications,
    capacity: { before: capacityOf(applied(were)), after: capacityOf(applied(are)) },
  };
}

/** The changes that destroy data without anybody having agreed to it. */
export function unacknowledged({ databases, applications }: ImpactReport): Change[] {
  return [...databases, ...applications]
    .flatMap(({ changes }) => changes)
    .filter(({ effect, acknowledged }) => effect === 'destroys data' && !acknowledged);
}

function repository(set: ManifestSet): Repository {
  return repositoryOf({ ...withFlux(set), context: RepositoryContext.FOREIGN });
}

function databaseOf({ before, after }: ReturnType<typeof pairsOf>[number]): string {
  const { namespace = '', name = '', file } = (after ?? before)?.resource ?? {};
  return `Cluster ${namespace}/${name} in ${file}`;
}

/** The Clusters that count: those that something applies, or all when nothing says. */
function applied(databases: readonly Database[]) {
  const some = databases.some(({ isApplied }) => isApplied);
  return databases.filter(({ isApplied }) => isApplied || !some).map(({ resource }) => resource);
}

function withAcknowledgement(change: Change, { acknowledgements = [], today }: ImpactOptions): Change {
  const found =
    change.effect === 'destroys data' && today !== undefined
      ? acknowledgements.find(({ object, expires }) => object === change.object && today <= expires)
      : undefined;
  return found ? { ...change, acknowledged: { reason: found.reason, expires: found.expires } } : change;
}

function name({ namespace, cluster, destination }: { namespace: string; cluster: string; destination: string }): string {
  return `${namespace}/${cluster}/${destination}`;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withoutSecrets(change: Change): Change {
  return { ...change, from: redacted(change.from), to: redacted(change.to) };
}
