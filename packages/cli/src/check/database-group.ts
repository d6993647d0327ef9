import type { Finding } from '@pgplatform/preflight';
import { isUnder } from '@pgplatform/reading';
import type { Build } from './build/build';

const CLUSTER = 'Cluster';

/** The Cluster that an object belongs to, `namespace/name`; nothing for what belongs to the repository. */
export function databaseOf({ object, file = '' }: Finding, builds: readonly Build[]): string | undefined {
  const title = (namespace: string | undefined, name: string) => (namespace ? `${namespace}/${name}` : name);
  if (object.kind === CLUSTER) {
    const built = builds.filter(({ path }) => isUnder(file, path)).flatMap((build) => build.objects);
    const same = built.find((one) => one.object.kind === CLUSTER && one.object.metadata?.name === object.name);
    return title(object.namespace ?? same?.object.metadata.namespace, object.name);
  }
  const objects = builds.flatMap((build) => build.objects.map((built) => built.object));
  const own = objects.find(
    ({ kind, metadata }) => kind === object.kind && metadata?.name === object.name && metadata?.namespace === object.namespace,
  );
  const named = own?.spec?.cluster?.name;
  if (typeof named === 'string') {
    return title(object.namespace, named);
  }
  const clusters = objects.filter(({ kind, metadata }) => kind === CLUSTER && metadata?.namespace === object.namespace);
  return clusters.length === 1 ? title(object.namespace, clusters[0].metadata?.name ?? '') : undefined;
}
