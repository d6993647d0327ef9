import { isDeepStrictEqual } from 'node:util';
import type { ManifestSet, WaitingSidecar } from '@pgplatform/impact';
import { askGit, readBlobs, type SourceTree, yamlFile } from '@pgplatform/reading';
import type { ComparedTree } from './compared-trees';

const PLUGIN = 'barman-cloud.cloudnative-pg.io';
const MENTIONS = /(?:postgresql|barmancloud)\.cnpg\.io\//;
/** How many commits that touch these objects are looked at. */
const MOST_COMMITS = 30;

type Pair = Pick<WaitingSidecar, 'namespace' | 'cluster' | 'store'>;

/**
 * What ObjectStores say of sidecars that was committed before the base and after the last change of the Cluster itself: it may
 * still wait there, and come with this change. Asks git only about Clusters that change and have such an ObjectStore.
 */
export function waitingSidecars(before: ComparedTree, was: ManifestSet, is: ManifestSet): WaitingSidecar[] {
  const { history, tree } = before;
  const pairs = history ? changedPairs(was, is) : [];
  if (!history || pairs.length === 0) return [];
  const paths = tree.paths.filter((path) => /\.(?:ya?ml|json)$/.test(path) && MENTIONS.test(textOf(tree, path)));
  if (paths.length === 0) return [];
  const { root, commit: base } = history;
  const log = ['log', '--first-parent', '-m', '-n', `${MOST_COMMITS}`, '--format=%x00%H', '--name-only', '--relative'];
  const commits = (askGit(root, ...log, base, '--', ...paths) ?? '').split('\0').slice(1);
  const open = new Set(pairs);
  return commits.flatMap((entry) => {
    const [commit, ...files] = entry.split('\n').filter(Boolean);
    if (open.size === 0) return [];
    const [from, to] = documentsAt(root, [`${commit}^`, commit], files);
    return [...open].flatMap((pair): WaitingSidecar[] => {
      const cluster = of('Cluster', pair.cluster);
      const isReconciled = !isDeepStrictEqual(from.filter(cluster), to.filter(cluster));
      const store = of('ObjectStore', pair.store);
      const isSidecar = !isDeepStrictEqual(from.filter(store).map(sidecar), to.filter(store).map(sidecar));
      if (isReconciled || isSidecar) open.delete(pair);
      return isSidecar && !isReconciled ? [{ ...pair, commit }] : [];
    });
  });
}

/** Clusters that are not the same on both sides, with the ObjectStore that they archive to where it says anything of the sidecar. */
function changedPairs(was: ManifestSet, is: ManifestSet): Pair[] {
  const [from, to] = [was, is].map(({ builds }) => builds.flatMap(({ objects }) => objects.map(({ object }) => object)));
  return to.filter(isOf('Cluster')).flatMap((cluster): Pair[] => {
    const { name, namespace = '' } = cluster.metadata ?? {};
    const plugins: any[] = Array.isArray(cluster.spec?.plugins) ? cluster.spec.plugins : [];
    const store = plugins.find((plugin) => plugin?.name === PLUGIN && plugin.enabled !== false)?.parameters?.barmanObjectName;
    const sames = from.filter((one) => of('Cluster', name)(one) && (one.metadata.namespace ?? '') === namespace);
    const isChanged = sames.length > 0 && !sames.some((one) => isDeepStrictEqual(one, cluster));
    const says = to.filter(of('ObjectStore', store)).some((one) => JSON.stringify(sidecar(one)) !== '{}');
    return store && isChanged && says ? [{ namespace, cluster: name, store }] : [];
  });
}

function isOf(kind: string): (object: any) => boolean {
  return (object) => object?.kind === kind && MENTIONS.test(object.apiVersion);
}

function of(kind: string, name: unknown): (object: any) => boolean {
  return (object) => isOf(kind)(object) && object.metadata?.name === name;
}

/** What the operator compares of the sidecar. */
function sidecar({ spec }: any): unknown {
  const { env, resources } = spec?.instanceSidecarConfiguration ?? {};
  return {
    ...(env && { env }),
    ...(resources && { resources }),
    ...(spec?.configuration?.endpointCA && { ca: spec.configuration.endpointCA }),
  };
}

/** The documents of some files at each of some revisions. */
function documentsAt(root: string, revisions: readonly string[], files: readonly string[]): any[][] {
  const blobs = readBlobs(
    root,
    revisions.flatMap((revision) => files.map((file) => `${revision}:./${file}`)),
  );
  return revisions.map((_, at) =>
    files.flatMap((file, index) => yamlFile(file, blobs[at * files.length + index] ?? Buffer.alloc(0)).documents),
  );
}

function textOf(tree: SourceTree, path: string): string {
  return tree.read(path)?.toString('latin1') ?? '';
}
