import type { Finding } from '@pgplatform/preflight';
import { isUnder } from '@pgplatform/reading';
import type { Build } from './build/build';

const CLUSTER = 'Cluster';

/** The Clusters that the objects of a repository belong to. */
export class DatabaseGroups {
  /** By their name. */
  private readonly named = new Map<string, { readonly path: string; readonly object: any }[]>();
  /** By their namespace. */
  private readonly placed = new Map<unknown, any[]>();
  /** The first object of every kind, name and namespace. */
  private readonly objects = new Map<string, any>();

  constructor(builds: readonly Build[]) {
    for (const { path, objects } of builds) {
      for (const { object } of objects) {
        const { kind, metadata } = object;
        const key = identity({ kind, ...metadata });
        if (!this.objects.has(key)) this.objects.set(key, object);
        if (kind === CLUSTER) {
          put(this.named, metadata?.name, { path, object });
          put(this.placed, metadata?.namespace, object);
        }
      }
    }
  }

  /** The Cluster that an object belongs to, `namespace/name`; nothing for what belongs to the repository. */
  of({ object, file = '' }: Finding): string | undefined {
    if (object.kind === CLUSTER) {
      const same = this.named.get(object.name)?.find(({ path }) => isUnder(file, path));
      return title(object.namespace ?? same?.object.metadata.namespace, object.name);
    }
    const cluster = this.objects.get(identity(object))?.spec?.cluster?.name;
    if (typeof cluster === 'string') return title(object.namespace, cluster);
    const clusters = this.placed.get(object.namespace) ?? [];
    return clusters.length === 1 ? title(object.namespace, clusters[0].metadata?.name) : undefined;
  }
}

function title(namespace: unknown, name: unknown): string {
  return [namespace, name].filter((part) => typeof part === 'string' && part !== '').join('/');
}

function identity({ kind, namespace, name }: { kind?: unknown; namespace?: unknown; name?: unknown }): string {
  return JSON.stringify([kind, namespace, name].map((part) => (typeof part === 'string' ? part : null)));
}

function put<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}
