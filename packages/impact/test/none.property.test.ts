import { Preflight } from '@pgplatform/preflight';
import fc from 'fast-check';
import { impactOf } from '../src';
import { manifests, OBJECTS } from './manifests';

/** The fields that the table calls harmless, written down here a second time; what is below them is too. */
const HARMLESS = [
  /^spec\.(?:description|enablePDB|nodeMaintenanceWindow|bootstrap|inheritedMetadata|serviceAccountTemplate|enableSuperuserAccess|superuserSecret)\b/,
  /^spec\.(?:failoverDelay|switchoverDelay|smartShutdownTimeout|primaryUpdateMethod|primaryUpdateStrategy)$/,
  /^spec\.(?:priorityClassName|imagePullPolicy|imagePullSecrets)\b/,
  /^spec\.managed\.(?:services|roles)\b/,
  /^spec\.monitoring\.(?!tls)/,
  /^spec\.postgresql\.promotionTimeout$/,
  /^spec\.backup\.(?:target|retentionPolicy|volumeSnapshot)\b/,
  /^spec\.storage\.(?:storageClass|resizeInUseVolumes|pvcTemplate)\b/,
  /^spec\.externalClusters\b/,
  /^spec\.(?:instances)$/,
  /^spec\.plugins\b/,
  /^metadata\.(?:labels|annotations)\b/,
];

const FIELDS =
  'affinity backup bootstrap certificates description enablePDB enableSuperuserAccess env envFrom ephemeralVolumeSource externalClusters ' +
  'failoverDelay imageCatalogRef imageName imagePullPolicy inheritedMetadata instances logLevel managed maxSyncReplicas minSyncReplicas ' +
  'monitoring plugins podSelectorRefs postgresGID postgresUID postgresql primaryLease primaryUpdateMethod probes replica replicationSlots ' +
  'resources schedulerName storage superuserSecret tablespaces walStorage somethingNew';

const CLUSTER = Preflight.default(OBJECTS.cluster, '1.30.0');
/** Every place in a defaulted Cluster, and fields that could be there. */
const PLACES = [...placesIn(CLUSTER.spec, ['spec']), ...FIELDS.split(' ').map((field) => ['spec', field])];
const MAPS = PLACES.filter((path) => isMap(at(CLUSTER, path)));

const value = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.integer({ min: -5, max: 100 }),
  fc.boolean(),
  fc.constantFrom('100Gi', '17.11', '2', 'on', null, [], {}),
  fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), fc.string({ maxLength: 4 }), { maxKeys: 2 }),
  fc.array(fc.record({ name: fc.string({ maxLength: 4 }) }), { maxLength: 2 }),
);

const change = fc.oneof(
  fc.record({ path: fc.constantFrom(...PLACES), value }),
  fc.record({ path: fc.constantFrom(...PLACES), value: fc.constant(undefined) }),
  fc.record({
    path: fc.tuple(fc.constantFrom(...MAPS), fc.stringMatching(/^[a-z]{3,9}$/)).map(([path, key]) => [...path, key]),
    value,
  }),
);

test('none is said only of Clusters that are the same once defaulted, or differ in fields that the table calls harmless', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      const after = structuredClone(OBJECTS.cluster);
      for (const one of changes) put(after, one.path, one.value);
      const [set, changed] = [manifests(), manifests({ cluster: null, other: after })];
      const { verdict } = impactOf(set, changed).databases[0];
      if (verdict !== 'none') return;
      const differing = differingPaths(CLUSTER, Preflight.default(after, '1.30.0'));
      expect(differing.filter((path) => !HARMLESS.some((pattern) => pattern.test(path)))).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

test('a field that nobody knows is unknown or refused, wherever it stands', () => {
  const known =
    /^spec\.(?:bootstrap|probes|affinity|resources|replicationSlots|monitoring\.customQueriesConfigMap|storage|plugins|postgresql\.parameters)/;
  for (const path of MAPS.filter((one) => !known.test(one.join('.')))) {
    const after = structuredClone(CLUSTER);
    put(after, [...path, 'shinyNewField'], 'on');
    const { verdict } = impactOf(manifests({ cluster: null, other: CLUSTER }), manifests({ cluster: null, other: after }))
      .databases[0];
    expect([path.join('.'), verdict]).toEqual([path.join('.'), 'unknown']);
  }
});

test.each(['store', 'schedule', 'secret'] as const)(
  'none is never said of a %s with a field that nobody knows at its root',
  (name) => {
    const { databases } = impactOf(manifests(), manifests({ [name]: { shinyNewField: 'on' } }));
    expect(databases[0].verdict).toBe('unknown');
  },
);

function placesIn(node: any, path: string[]): string[][] {
  return isMap(node) ? [path, ...Object.keys(node).flatMap((key) => placesIn(node[key], [...path, key]))] : [path];
}

/** Maps that say nothing as long as they are empty. */
const EMPTY = ['spec.backup', 'spec.managed', 'spec.monitoring'];

function differingPaths(before: any, after: any, path = ''): string[] {
  const [a, b] = EMPTY.includes(path) ? [before ?? {}, after ?? {}] : [before, after];
  if (isMap(a) && isMap(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      differingPaths(a[key], b[key], path ? `${path}.${key}` : key),
    );
  }
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b)) ? [] : [path];
}

/** As the API server keeps it: nothing where there is null or an empty list. */
function plain(node: any): any {
  return node === null || (Array.isArray(node) && node.length === 0) ? undefined : node;
}

function put(root: any, path: readonly string[], given: any): void {
  let node = root;
  for (const key of path.slice(0, -1)) {
    if (!isMap(node[key])) node[key] = {};
    node = node[key];
  }
  const last = path[path.length - 1];
  if (given === undefined) delete node[last];
  else node[last] = structuredClone(given);
}

function at(root: any, path: readonly string[]): any {
  return path.reduce((node, key) => node?.[key], root);
}

function isMap(node: any): boolean {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
