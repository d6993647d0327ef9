import { defaulted } from '@pgplatform/preflight';
import { type ChangeRule, type Judgement, knows } from './change-rule';
import { OBJECT_STORE } from './cluster/backup';
import { companionsOf } from './companions';
import type { Comparison, Repository, Resource, Side } from './comparison';
import type { Database, DatabasePair } from './database';
import { type Difference, differences, equal, fieldName } from './difference';
import { compareEffects, effectsOf, worstOf } from './effect';
import { endlessChanges } from './endless-restart';
import { MEANING, meaningfulParts } from './field-meaning';
import { fluxOf } from './flux/flux-impact';
import type { Change, DatabaseImpact } from './impact-report';
import { CHARTS, operatorOf } from './installation';
import { effectOn, interruptionOf } from './interruption';
import { objectName } from './object-name';
import { refusals } from './refusals';
import { removal } from './removal';
import { CHANGE_RULES } from './rules';
import { sideOf } from './side';
import { unreadChange } from './unread-file';
import { type WaitingSidecar, waitingRule } from './waiting-sidecar';

/** Objects around a Cluster that make the operator look at it (cloudnative-pg internal/controller/cluster_controller.go SetupWithManager). */
const WATCHED = ['Pooler', 'DatabaseRole', 'ImageCatalog', 'ClusterImageCatalog'].map((kind) => `${kind}.postgresql.cnpg.io`);

type Sides = Pick<Comparison, 'before' | 'after'>;

/** The verdict on one database. */
export function databaseImpact(
  { before, after }: DatabasePair,
  repositories: { before: Repository; after: Repository },
  waiting: readonly WaitingSidecar[] = [],
): DatabaseImpact {
  const { resource, destination } = (after ?? before) as Database;
  const changes =
    before && after
      ? compared(before, after, repositories, waiting)
      : before
        ? [unreadChange(resource, undefined, repositories) ?? removal(before, repositories)]
        : created(resource, repositories);
  const { suspended, object = '' } = fluxOf(resource) ?? {};
  const later = ({ interruption, ...change }: Change) => ({
    ...change,
    interruption: suspended ? `Nothing until ${object.split('/')[2]} is resumed; then: ${interruption}` : interruption,
  });
  return {
    namespace: resource.namespace,
    cluster: resource.name,
    destination,
    verdict: worstOf(changes.map(({ effect }) => effect)),
    effects: effectsOf(changes.map(({ effect }) => effect)),
    changes: changes.map(later).sort((a, b) => compareEffects(b.effect, a.effect)),
  };
}

function created(resource: Resource, { before, after }: { before: Repository; after: Repository }): Change[] {
  const unread = unreadChange(undefined, resource, { before, after });
  if (unread) return [unread];
  return [
    {
      object: objectName(resource),
      path: '',
      from: null,
      to: null,
      effect: 'none',
      why: 'The database is new: the operator makes it beside what runs.',
      interruption: 'none',
      reversible: true,
      source: 'cloudnative-pg docs/src/bootstrap.md',
      rule: 'cluster-appears',
    },
    ...refusals(undefined, resource, after.input.operatorVersion),
    ...endlessChanges(undefined, resource),
  ];
}

function compared(
  before: Database,
  after: Database,
  repositories: { before: Repository; after: Repository },
  waiting: readonly WaitingSidecar[],
): Change[] {
  const defaults = repositories.after.input.operatorVersion;
  const [was, is] = [before.resource.object, after.resource.object];
  const unread = equal(was, is) ? undefined : unreadChange(before.resource, after.resource, repositories);
  if (unread) return [unread];
  const complete = defaulted(was, defaults);
  const sides = {
    before: sideOf(repositories.before, before.resource, complete),
    after: sideOf(repositories.after, after.resource, equal(was, is) ? complete : defaulted(is, defaults)),
  };
  const [own, operators] = [clusterDifferences(sides), operatorDifferences(sides)];
  const pairs = companionPairs(sides).filter(([from, to]) => !(from && to && equal(from.object, to.object)));
  const isWatched = pairs.some(([from, to]) => WATCHED.includes((to ?? from)?.kind ?? ''));
  const comparison: Comparison = { ...sides, isReconciled: own.length + operators.length > 0 || isWatched };
  return [
    ...objectChanges(comparison, before.resource, after.resource, own),
    ...endlessChanges(before.resource, after.resource),
    ...pairs.flatMap(([from, to]) => {
      const unread = unreadChange(from, to, repositories);
      if (unread) return [unread];
      const [old, now] = [from, to].map((one) => one && defaulted(one.object, defaults));
      const found =
        old && now ? differences(meaningfulParts(old), meaningfulParts(now), MEANING) : [{ path: [], from: old, to: now }];
      return objectChanges(comparison, from, to, found);
    }),
    ...operators.flatMap(({ kind, object, difference }) => judged(difference, kind, object, comparison)),
    ...waitingChanges(waiting, comparison),
  ];
}

/** What was said of the sidecar earlier, and comes with a change of the Cluster. */
function waitingChanges(waiting: readonly WaitingSidecar[], comparison: Comparison): Change[] {
  const { namespace, name } = comparison.after.resource;
  const found = waiting.find((one) => ['', namespace].includes(one.namespace) && one.cluster === name);
  if (!found || !comparison.isReconciled) return [];
  const difference = { path: ['spec', 'instanceSidecarConfiguration'], from: undefined, to: undefined };
  const object = objectName({ kind: OBJECT_STORE, namespace, name: found.store });
  return [changeOf(difference, object, waitingRule(found), { effect: 'rolling update' }, comparison)];
}

function clusterDifferences({ before, after }: Sides): Difference[] {
  return differences(meaningfulParts(before.cluster), meaningfulParts(after.cluster), MEANING);
}

/** An object of either side that counts for the database, as it was and as it is; only one side may know the namespace. */
function companionPairs({ before, after }: Sides): (readonly [Resource | undefined, Resource | undefined])[] {
  const all = [before, after].flatMap((side) =>
    companionsOf(side).map(({ kind, namespace, name }) => ({
      kind,
      name,
      namespace: namespace === side.resource.namespace ? undefined : namespace,
    })),
  );
  const pairs = new Map(all.map((one) => [`${one.kind}\n${one.namespace}\n${one.name}`, one]));
  return [...pairs.values()].map(({ kind, namespace, name }) => [
    companion(before, kind, namespace, name),
    companion(after, kind, namespace, name),
  ]);
}

/** The object of that name in the database's namespace, or another one; in its own folder where there are several. */
function companion(
  { repository, resource }: Side,
  kind: string,
  namespace = resource.namespace,
  name: string,
): Resource | undefined {
  const found = repository.named(kind, namespace, name);
  return found.find(({ build }) => build.path === resource.build.path) ?? found[0];
}

/** The changes of one object: what admission refuses, and what the rules say about the rest. */
function objectChanges(
  comparison: Comparison,
  from: Resource | undefined,
  to: Resource | undefined,
  found: readonly Difference[],
): Change[] {
  if (!from && !to) return [];
  const { kind, namespace, name } = (to ?? from) as Resource;
  const object = objectName({ kind, namespace, name });
  // What is as it was is not applied again, so nobody judges it again.
  const refused = to && !equal(from?.object, to.object) ? refusals(from, to, comparison.after.operatorVersion) : [];
  const isRefused = ({ path }: Difference) => refused.some((change) => related(change.path, fieldName(path)));
  return [
    ...refused,
    ...found
      .filter((difference) => !isRefused(difference))
      .flatMap((difference) => judged(difference, kind, object, comparison, (to ?? from)?.object)),
  ];
}

const byKind = new Map<string, readonly ChangeRule[]>();

function rulesFor(kind: string): readonly ChangeRule[] {
  let rules = byKind.get(kind);
  if (!rules) {
    rules = CHANGE_RULES.filter((rule) => rule.kind === kind);
    byKind.set(kind, rules);
  }
  return rules;
}

/** What the rules say about one difference; when none knows it, it is unknown. */
function judged(difference: Difference, kind: string, object: string, comparison: Comparison, now?: any): Change[] {
  const found = rulesFor(kind)
    .filter((rule) => knows(rule, difference))
    .flatMap((rule) => {
      const said = rule.judge(difference, comparison, now);
      const judgement: Judgement | undefined = typeof said === 'string' ? { effect: said } : said;
      return judgement ? changeOf(difference, object, rule, judgement, comparison) : [];
    });
  return found.length > 0
    ? found
    : [
        changeOf(
          difference,
          object,
          { id: 'unknown', says: 'No rule knows what this field does to a running database.', source: '' },
          { effect: 'unknown', reversible: false },
          comparison,
        ),
      ];
}

function changeOf(
  { path, from, to }: Difference,
  object: string,
  { id, says, source }: Pick<ChangeRule, 'id' | 'says' | 'source'>,
  judgement: Judgement,
  comparison: Comparison,
): Change {
  const effect = effectOn(judgement, comparison);
  const now =
    judgement.atNextReconcile && comparison.isReconciled
      ? ' The operator looks at the Cluster for this change, which brings it now.'
      : '';
  return {
    object,
    path: fieldName(path),
    from: shown(from, path, object),
    to: shown(to, path, object),
    effect,
    why: `${judgement.why ?? says}${now}`,
    interruption: interruptionOf(effect, judgement, comparison),
    reversible: judgement.reversible ?? true,
    source,
    rule: id,
  };
}

/** A value as a report shows it: no whole objects, and nothing that is secret. */
function shown(value: unknown, path: readonly string[], object: string): unknown {
  if (path.length === 0 || value === undefined) return null;
  const isSecret = /^(?:Sealed)?Secret\//.test(object) && !path.includes('metadata');
  return isSecret ? '(not shown)' : value;
}

/** The operator and the plugin, compared as objects of their own. */
function operatorDifferences({ before, after }: Sides): { kind: string; object: string; difference: Difference }[] {
  return CHARTS.flatMap(([kind, chart]) => {
    const [from, to] = [operatorOf(before, chart), operatorOf(after, chart)];
    const isOperator = kind === 'Operator.';
    const part = (side: Side, installation: typeof from) => ({
      ...(isOperator && from?.chart === to?.chart && { version: side.operatorVersion }),
      chart: installation?.chart,
      image: installation?.image,
      settings: isOperator ? installation?.settings : undefined,
      values: isOperator ? installation?.values : { ...installation?.values, ...installation?.settings },
    });
    const [a, b] = [part(before, from), part(after, to)];
    if (from && !to) return [{ kind, object: from.object, difference: { path: [], from: a, to: undefined } }];
    // What appears in the repository may have run from elsewhere: only its version tells.
    const versions = isOperator
      ? [before, after].map(({ operatorVersion: version }) => ({ version }))
      : [from, to].map((one) => ({ chart: one?.chart }));
    const [was, is] = from && to ? [a, b] : versions;
    if (equal(was, is)) return [];
    const object = (to ?? from)?.object ?? 'Operator';
    return differences(was, is, MEANING).map((difference) => ({ kind, object, difference }));
  });
}

/** Whether one field path contains the other. */
function related(a: string, b: string): boolean {
  const inside = (outer: string, inner: string) =>
    outer === inner || (outer !== '' && /^[.[]/.test(inner.slice(outer.length)) && inner.startsWith(outer));
  return inside(a, b) || inside(b, a);
}
