import { CLUSTER } from './change-rule';
import type { Repository, Resource } from './comparison';
import { fluxOf } from './flux/flux-impact';
import { isPerhapsApplied } from './unexpanded-application';

/** One Cluster, and where it runs. */
export interface Database {
  readonly resource: Resource;
  /** Kubernetes cluster, as Applications and Flux name it; empty when nothing says. */
  readonly destination: string;
  /** An Application or a Flux Kustomization of the repository applies it. */
  readonly isApplied: boolean;
}

/** A database before and after a change. */
export interface DatabasePair {
  readonly before?: Database;
  readonly after?: Database;
}

/** The Clusters of a repository that something applies, each once per Kubernetes cluster; those that nothing applies, once per folder. */
export function databasesIn(repository: Repository): Database[] {
  const found = repository.ofKind(CLUSTER).flatMap((resource): Database[] => {
    const destinations = new Set(repository.applicationsOf(resource.build).map(({ destination }) => local(destination.cluster)));
    const flux = fluxOf(resource);
    return destinations.size === 0
      ? [
          {
            resource,
            destination: flux?.destination ?? '',
            isApplied: flux !== undefined || isPerhapsApplied(repository, resource.build.path),
          },
        ]
      : [...destinations].map((destination) => ({ resource, destination, isApplied: true }));
  });
  const applied = new Set(found.filter(({ isApplied }) => isApplied).map(({ resource: { file, name } }) => `${file}\n${name}`));
  /** An overlay that nothing applies, of a file that something applies through another one. */
  const isSpare = ({ isApplied, resource: { file, name, namespace } }: Database) =>
    !isApplied && namespace === '' && file !== undefined && applied.has(`${file}\n${name}`);
  const seen = new Set<string>();
  return found
    .filter((database) => !isSpare(database))
    .sort((a, b) => Number(b.isApplied) - Number(a.isApplied))
    .filter((database) => {
      const place = database.destination ? '' : database.resource.build.path;
      return seen.size < seen.add(`${database.destination}\n${identity(database)}\n${place}`).size;
    });
}

/** What must be equal, beside the name, for two databases to be the same; the surest first, and each takes what the ones before it left. */
const SAME: readonly ((a: Database, b: Database) => boolean)[] = [
  (a, b) => a.destination === b.destination && identity(a) === identity(b) && a.resource.build.path === b.resource.build.path,
  (a, b) => a.destination === b.destination && identity(a) === identity(b),
  (a, b) => (a.destination === '' || b.destination === '') && identity(a) === identity(b),
  (a, b) => isNamespaceUnknown(a, b) && fileOf(a) !== undefined && fileOf(a) === fileOf(b),
  (a, b) => isNamespaceUnknown(a, b) && a.resource.name === b.resource.name,
];

/** Databases of two repositories that are the same one. */
export function pairsOf(before: readonly Database[], after: readonly Database[]): DatabasePair[] {
  const left = new Set(after);
  const named = new Map<string, Database[]>(after.map(({ resource }) => [resource.name, []]));
  for (const database of after) named.get(database.resource.name)?.push(database);
  const found = new Map<Database, Database>();
  for (const same of SAME) {
    for (const database of before) {
      if (found.has(database)) continue;
      const match = named.get(database.resource.name)?.find((candidate) => left.has(candidate) && same(database, candidate));
      if (match) {
        found.set(database, match);
        left.delete(match);
      }
    }
  }
  const pairs = before.map((database): DatabasePair => {
    const same = found.get(database);
    // Folders that something applied and nothing applies any more are no database.
    return same && database.isApplied && !same.isApplied ? { before: database } : { before: database, after: same };
  });
  const known = new Set<string | undefined>(before.map(fileOf).filter((file) => file !== undefined));
  /** A folder that is still there, after what applied it is gone: nothing new. */
  const isLeftOver = (database: Database) => !database.isApplied && known.has(fileOf(database));
  return [...pairs, ...[...left].filter((database) => !isLeftOver(database)).map((database) => ({ after: database }))];
}

function identity({ resource: { namespace, name } }: Database): string {
  return `${namespace}\n${name}`;
}

function fileOf({ resource: { file, name } }: Database): string | undefined {
  return file === undefined ? undefined : `${file}\n${name}`;
}

/** Whether only one side says in which namespace the database is. */
function isNamespaceUnknown(a: Database, b: Database): boolean {
  return (
    (a.resource.namespace === '') !== (b.resource.namespace === '') &&
    (a.destination === b.destination || a.destination === '' || b.destination === '')
  );
}

/** Argo CD's own cluster has two names. */
function local(destination: string): string {
  return destination === 'https://kubernetes.default.svc' ? 'in-cluster' : destination;
}
