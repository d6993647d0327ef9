import { CLUSTER } from './change-rule';
import type { Repository, Resource } from './comparison';

/** One Cluster, and where it runs. */
export interface Database {
  readonly resource: Resource;
  /** Kubernetes cluster, as Applications name it; empty when nothing says. */
  readonly destination: string;
  /** An Application applies it, or the repository has none that could. */
  readonly isApplied: boolean;
}

/** A database before and after a change. */
export interface DatabasePair {
  readonly before?: Database;
  readonly after?: Database;
}

/** The Clusters of a repository that something applies, each once per Kubernetes cluster. */
export function databasesIn(repository: Repository): Database[] {
  const found = repository.ofKind(CLUSTER).flatMap((resource): Database[] => {
    const destinations = new Set(repository.applicationsOf(resource.build).map(({ destination }) => local(destination.cluster)));
    return destinations.size === 0
      ? [{ resource, destination: '', isApplied: false }]
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
    .filter((database) => seen.size < seen.add(`${database.destination}\n${identity(database)}`).size);
}

/** Databases of two repositories that are the same one: same place, else same name where the place is not known on both sides. */
export function pairsOf(before: readonly Database[], after: readonly Database[]): DatabasePair[] {
  const left = new Set(after);
  const take = (matches: (candidate: Database) => boolean) => {
    const found = [...left].find(matches);
    if (found) left.delete(found);
    return found;
  };
  const exact = new Map(
    before.map((database) => [
      database,
      take((candidate) => candidate.destination === database.destination && identity(candidate) === identity(database)),
    ]),
  );
  const pairs = before.map((database): DatabasePair => {
    const same =
      exact.get(database) ??
      take(
        (candidate) =>
          identity(candidate) === identity(database) && (candidate.destination === '' || database.destination === ''),
      );
    // Folders that an Application applied and none applies any more are no database.
    return same && database.isApplied && !same.isApplied ? { before: database } : { before: database, after: same };
  });
  const fileOf = ({ resource: { file, name } }: Database) => (file === undefined ? undefined : `${file}\n${name}`);
  const known = new Set<string | undefined>(before.map(fileOf).filter((file) => file !== undefined));
  /** A folder that is still there, after the Application that applied it is gone: nothing new. */
  const isLeftOver = (database: Database) => !database.isApplied && known.has(fileOf(database));
  return [...pairs, ...[...left].filter((database) => !isLeftOver(database)).map((database) => ({ after: database }))];
}

function identity({ resource: { namespace, name } }: Database): string {
  return `${namespace}\n${name}`;
}

/** Argo CD's own cluster has two names. */
function local(destination: string): string {
  return destination === 'https://kubernetes.default.svc' ? 'in-cluster' : destination;
}
