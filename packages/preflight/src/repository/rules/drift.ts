import type { FactNode } from '@pgplatform/facts';
import type { Path } from '../../field-path';
import { Phase } from '../../rule';
import { factsFor } from '../../schema/fact-catalog';
import type { FactSet } from '../../schema/fact-set';
import { Severity } from '../../severity';
import { canonicalQuantity } from '../canonical-quantity';
import { field, isMap, items } from '../field';
import {
  BACKUP,
  CLUSTER,
  DATABASE,
  DATABASE_ROLE,
  OBJECT_STORE,
  POOLER,
  PUBLICATION,
  SCHEDULED_BACKUP,
  SUBSCRIPTION,
} from '../kind';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';
import type { Resource } from '../resource';

type Drift = Omit<RepositoryViolation, 'on'>;

const DEFAULT_QUERIES = { name: 'cnpg-default-monitoring', key: 'queries' };

/** P-11: what is written is what the cluster gives back. */
export const DRIFT: RepositoryRule = {
  id: 'P-11',
  kinds: [
    'Cluster',
    'ObjectStore',
    'Database',
    'DatabaseRole',
    'Pooler',
    'ScheduledBackup',
    'Backup',
    'Publication',
    'Subscription',
  ],
  phase: Phase.REPOSITORY,
  says: 'What the API server or the webhook would rewrite is written in its final form; otherwise Argo CD shows OutOfSync for ever.',
  fix: 'Write the value that the API gives back.',
  source: 'https://github.com/argoproj/argo-cd/issues/28724',
  severity: Severity.WARNING,
  check: (repository) =>
    repository.usesArgo
      ? repository
          .ofKind(CLUSTER, OBJECT_STORE, DATABASE, DATABASE_ROLE, POOLER, SCHEDULED_BACKUP, BACKUP, PUBLICATION, SUBSCRIPTION)
          .flatMap((on) => drifts(on, repository.input.operatorVersion).map((drift) => ({ ...drift, on })))
      : [],
};

function drifts(on: Resource, operatorVersion: string): Drift[] {
  const { apiVersion, kind } = on.object;
  const facts = factsFor(apiVersion.split('/')[0], operatorVersion);
  const node = facts?.set.at(apiVersion, kind, ['spec']);
  if (!facts || !node) return [];
  const found: Drift[] = [];
  // Only the Cluster's webhook writes the whole object again, with Go's way of printing quantities.
  visit(facts.set, node, on.object.spec, ['spec'], { inList: false, rewritten: on.kind === CLUSTER }, found);
  return on.kind === CLUSTER ? [...found, ...customQueries(on.object)] : found;
}

interface Place {
  /** Inside an item of a list that is compared as a whole. */
  readonly inList: boolean;
  readonly rewritten: boolean;
}

function visit(set: FactSet, node: FactNode, value: any, path: Path, place: Place, found: Drift[]): void {
  if (node.type === 'quantity' && place.rewritten) {
    const canonical = canonicalQuantity(value);
    if (canonical !== undefined && canonical !== value) {
      found.push({ path, given: value, allowed: canonical, edits: [{ path, value: canonical }] });
    }
  } else if (Array.isArray(value)) {
    const item = node.items === undefined ? undefined : set.node(node.items);
    const inside = { ...place, inList: place.inList || !node.keys };
    if (item) for (const [index, entry] of value.entries()) visit(set, item, entry, [...path, index], inside, found);
  } else if (isMap(value)) {
    for (const name of Object.keys(value)) {
      const child = set.field(node, name) ?? (node.values === undefined ? undefined : set.node(node.values));
      if (child) visit(set, child, value[name], [...path, name], place, found);
    }
    if (place.inList) absentDefaults(set, node, value, path, found);
  }
}

function absentDefaults(set: FactSet, node: FactNode, value: any, path: Path, found: Drift[]): void {
  for (const name of Object.keys(node.fields ?? {})) {
    const preset = set.field(node, name)?.default;
    if (preset !== undefined && value[name] === undefined) {
      const at = [...path, name];
      found.push({
        path: at,
        allowed: JSON.stringify(preset),
        why: 'The API server fills in this default inside a list, which Argo CD compares as a whole.',
        fix: 'Write the default.',
        edits: [{ path: at, value: preset }],
      });
    }
  }
}

/** The webhook puts the default queries first (cloudnative-pg api/v1/cluster_defaults.go). */
function customQueries(object: any): Drift[] {
  const list = field(object, 'spec.monitoring.customQueriesConfigMap');
  if (!Array.isArray(list) || list.length === 0 || field(object, 'spec.monitoring.disableDefaultQueries') === true) return [];
  if (items(list, '').some(({ item }) => item.name === DEFAULT_QUERIES.name && item.key === DEFAULT_QUERIES.key)) return [];
  const path = ['spec', 'monitoring', 'customQueriesConfigMap'];
  return [
    {
      path,
      allowed: 'cnpg-default-monitoring/queries first',
      why: 'The webhook puts the default queries first.',
      edits: [{ path, value: [DEFAULT_QUERIES, ...list] }],
    },
  ];
}
