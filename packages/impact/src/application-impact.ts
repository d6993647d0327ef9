import { plainText } from '@pgplatform/core';
import { fateOf, gone, prunes } from './application-fate';
import type { Application, Repository, Resource } from './comparison';
import { databasesIn } from './database';
import { differences, equal, fieldName } from './difference';
import { type Effect, worstOf } from './effect';
import { MEANING } from './field-meaning';
import { makesClusters } from './helm-release';
import type { ApplicationImpact, Change } from './impact-report';
import { OPERATOR_CHART, operatorIn } from './installation';
import { objectName } from './object-name';
import { newOperator } from './operator';
import { mapsIn } from './shape';
import { isUnexpanded, mayApply } from './unexpanded-application';

type Repositories = { readonly before: Repository; readonly after: Repository };

const CLUSTER = 'Cluster.postgresql.cnpg.io';
const PRUNE = 'argo-cd docs/user-guide/auto_sync.md; docs/user-guide/sync-options.md';

/** Every mechanism by which an Application does something to databases. */
export const APPLICATION_RULES = [
  { id: 'application-appears', says: 'Argo CD applies what it finds there.', source: PRUNE },
  { id: 'application-disappears', says: 'The Application is no longer made.', source: 'argo-cd docs/user-guide/app_deletion.md' },
  {
    id: 'application-deletes',
    says: 'The finalizer of the Application deletes the object.',
    source: 'argo-cd docs/user-guide/app_deletion.md',
  },
  {
    id: 'application-prunes',
    says: 'The object is no longer among what the Application applies, and Argo CD prunes.',
    source: PRUNE,
  },
  {
    id: 'application-replaces',
    says: 'Replace=true with Force=true deletes every object of the Application and makes it again at each sync, whatever Prune and Delete say.',
    source: 'argo-cd docs/user-guide/sync-options.md',
  },
  {
    id: 'application-drops-crds',
    says: 'The chart no longer brings the CustomResourceDefinitions, and the Application prunes them: every Cluster goes with them.',
    source: 'argo-cd docs/user-guide/helm.md; cloudnative-pg charts crds.create',
  },
  { id: 'application-changes', says: 'What the Application applies is compared object by object.', source: PRUNE },
  {
    id: 'application-renders',
    says: 'Argo CD makes other objects of the same files with this, which is not done here: render them before and after (argocd app manifests, helm template), and compare the two folders.',
    source: 'argo-cd docs/user-guide/tool_detection.md; docs/user-guide/multiple_sources.md',
  },
  {
    id: 'application-operator',
    says: 'A new operator recreates the Pods of every database that it manages; none of them is in this repository.',
    source: 'cloudnative-pg docs/src/installation_upgrade.md',
  },
  {
    id: 'application-unexpanded',
    says: 'Its generator takes what it makes from outside the repository: which Applications appear and disappear is not known here.',
    source: 'argo-cd docs/operator-manual/applicationset/Generators.md',
  },
  {
    id: 'application-elsewhere',
    says: 'The Application reads another repository or revision, which is not among what is compared.',
    source: 'argo-cd docs/user-guide/multiple_sources.md',
  },
] as const;

type RuleId = (typeof APPLICATION_RULES)[number]['id'];

/** What happens to the Applications of a repository. */
export function applicationImpacts(repositories: Repositories): ApplicationImpact[] {
  const [before, after] = [byName(repositories.before), byName(repositories.after)];
  const impacts = [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    const impact = [from, to].some((one) => one && isUnexpanded(one))
      ? unexpanded(from, to, repositories)
      : from && to
        ? changed(from, to, repositories)
        : from
          ? disappears(from, repositories)
          : appears(to as Application);
    return impact ?? [];
  });
  const operator = operatorAlone(repositories);
  return operator ? [...impacts, operator] : impacts;
}

/** A generator that is not expanded here, over folders with databases. */
function unexpanded(from: Application | undefined, to: Application | undefined, repositories: Repositories) {
  const [was, is] = [from, to].map((application) => application?.on.object.spec);
  const folders = [repositories.before, repositories.after].flatMap(({ resources }) =>
    resources.filter(({ kind }) => kind.endsWith('cnpg.io')).map(({ build }) => build.path),
  );
  const isAboutDatabases = folders.some((path) => [from, to].some((one) => one && mayApply(one, path)));
  return isAboutDatabases && !equal(was, is)
    ? impactOf(
        (to ?? from) as Application,
        from && to ? 'changes' : from ? 'disappears' : 'appears',
        [],
        [change('application-unexpanded', to ?? from, 'unknown', { reversible: false })],
      )
    : undefined;
}

/** A new operator where none of the databases that it manages is in the repository. */
function operatorAlone({ before, after }: Repositories): ApplicationImpact | undefined {
  if (before.ofKind(CLUSTER).length + after.ofKind(CLUSTER).length > 0) return undefined;
  const [from, to] = [operatorIn(before, OPERATOR_CHART), operatorIn(after, OPERATOR_CHART)];
  if (!from || !to || (from.chart === to.chart && equal(from.image, to.image))) return undefined;
  const { effect, why } = newOperator(to.settings);
  const [, namespace, ...name] = to.object.split('/');
  const one = change('application-operator', undefined, effect, {
    object: to.object,
    path: 'chart',
    from: from.chart ?? null,
    to: to.chart ?? null,
    ...(why && { why }),
    ...(effect !== 'none' && { interruption: 'as each database has it: its primary restarts or hands over' }),
  });
  return { namespace, name: name.join('/'), action: 'changes', effect, deletes: [], changes: [one] };
}

function byName({ applications }: Repository): Map<string, Application> {
  return new Map(applications.map((application) => [objectOf(application), application]));
}

function objectOf({ metadata, on, name }: Application): string {
  return `Application/${plainText(metadata.namespace ?? on.object.metadata?.namespace ?? '')}/${name}`;
}

function impactOf(
  application: Application,
  action: ApplicationImpact['action'],
  deletes: readonly string[],
  changes: Change[],
): ApplicationImpact {
  const [, namespace, name] = objectOf(application).split('/');
  return { namespace, name, action, effect: worstOf(changes.map(({ effect }) => effect)), deletes, changes };
}

function appears(application: Application): ApplicationImpact {
  return impactOf(application, 'appears', [], [change('application-appears', application, 'none')]);
}

function disappears(application: Application, repositories: Repositories): ApplicationImpact {
  const { isDeleted, going, why, source } = fateOf(application, repositories);
  const rule = isDeleted ? 'application-deletes' : 'application-prunes';
  return impactOf(application, 'disappears', going.map(objectName), [
    change('application-disappears', application, 'none', { why, source }),
    ...going.filter((resource) => holdsData(resource, repositories)).map((resource) => loss(rule, resource)),
  ]);
}

function changed(from: Application, to: Application, repositories: Repositories): ApplicationImpact | undefined {
  const pruned = prunes(to) ? gone(to, repositories.before.appliedBy(from), 'Prune', repositories.after) : [];
  const clusters = repositories.after.appliedBy(to).filter(({ kind }) => kind === CLUSTER);
  const changes = [
    ...pruned.filter((resource) => holdsData(resource, repositories)).map((resource) => loss('application-prunes', resource)),
    ...(replaces(to) && !replaces(from) ? clusters.map((resource) => loss('application-replaces', resource)) : []),
    ...(dropsCrds(to) && !dropsCrds(from)
      ? databasesIn(repositories.after).map(({ resource }) => loss('application-drops-crds', resource))
      : []),
    ...(isRelated(from, repositories.before) || isRelated(to, repositories.after) ? fieldChanges(from, to) : []),
  ];
  return changes.length + pruned.length > 0 ? impactOf(to, 'changes', pruned.map(objectName), changes) : undefined;
}

/** The fields that differ, for people to see; what they do is told by objects, where that is known. */
function fieldChanges(from: Application, to: Application): Change[] {
  const isChart = to.sources.some(({ chart }) => chart !== undefined);
  return differences(partsOf(from), partsOf(to), MEANING).map(({ path, from: was, to: is }) => {
    const rule = ruleFor(path, isChart);
    return change(rule, to, rule === 'application-changes' ? 'none' : 'unknown', {
      path: fieldName(path),
      from: was ?? null,
      to: is ?? null,
    });
  });
}

/** What is told by objects, or says how Argo CD syncs; the values of a chart that are told by the operator. */
const TOLD = 'project destination syncPolicy ignoreDifferences info revisionHistoryLimit'.split(' ');
const CHART_FIELDS = 'chart targetRevision repoURL helm.valuesObject helm.values helm.parameters helm.releaseName'.split(' ');

function ruleFor(path: readonly string[], isChart: boolean): RuleId {
  const [part, field, ...below] = path;
  if (part === 'metadata' || TOLD.includes(field)) return 'application-changes';
  const name = below.join('.');
  if (isChart && CHART_FIELDS.some((known) => name === known || name.startsWith(`${known}.`))) return 'application-changes';
  if (name === 'path') return 'application-changes';
  return ['repoURL', 'targetRevision', 'ref'].includes(name) ? 'application-elsewhere' : 'application-renders';
}

function partsOf({ metadata, spec }: Application): any {
  return { metadata: { labels: metadata.labels, annotations: metadata.annotations, finalizers: metadata.finalizers }, spec };
}

/** Whether an Application applies databases, or what runs them. */
function isRelated(application: Application, repository: Repository): boolean {
  return (
    application.sources.some(({ chart }) => chart === 'cloudnative-pg' || chart === 'plugin-barman-cloud') ||
    repository.appliedBy(application).some(({ kind, object }) => kind.endsWith('cnpg.io') || makesClusters(object))
  );
}

/** Whether a database goes with an object: the Cluster, its namespace, or the definition of what a Cluster is. */
function holdsData({ kind, name }: Resource, { before }: Repositories): boolean {
  if (kind === 'Namespace.') return before.inNamespace(CLUSTER, name).length > 0;
  return kind === CLUSTER || (kind.startsWith('CustomResourceDefinition.') && name.endsWith('.postgresql.cnpg.io'));
}

function replaces({ syncOptions }: Application): boolean {
  return syncOptions.includes('Replace=true') && syncOptions.includes('Force=true');
}

/** The operator's chart without its CRDs, in an Application that prunes. */
function dropsCrds(application: Application): boolean {
  const source = application.sources.findIndex(({ chart }) => chart === 'cloudnative-pg');
  if (source < 0 || !prunes(application)) return false;
  const { helm } = application.spec.source ?? application.spec.sources[source];
  const parameter = mapsIn(helm?.parameters).find(({ name }) => name === 'crds.create')?.value;
  return equal(helm?.valuesObject?.crds?.create, false) || parameter === 'false';
}

function loss(id: RuleId, resource: Resource): Change {
  return {
    ...change(id, undefined, 'destroys data'),
    object: objectName(resource),
    interruption: 'The data is gone.',
    reversible: false,
  };
}

function change(id: RuleId, application: Application | undefined, effect: Effect, more: Partial<Change> = {}): Change {
  const { says, source } = APPLICATION_RULES.find((rule) => rule.id === id) as (typeof APPLICATION_RULES)[number];
  return {
    object: application ? objectOf(application) : '',
    path: '',
    from: null,
    to: null,
    effect,
    why: says,
    interruption: effect === 'unknown' ? 'unknown' : 'none',
    reversible: effect !== 'unknown',
    source,
    rule: id,
    ...more,
  };
}
