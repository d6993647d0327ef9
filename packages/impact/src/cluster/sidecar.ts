import { plainText } from '@pgplatform/core';
import { BARMAN_PLUGIN } from '@pgplatform/preflight';
import { type ChangeRule, CLUSTER } from '../change-rule';
import type { Side } from '../comparison';
import { equal } from '../difference';
import { comparedResources } from '../pod-template';
import { isMap, mapsIn } from '../shape';
import { OBJECT_STORE } from './backup';

const LIFECYCLE = 'plugin-barman-cloud internal/cnpgi/operator/lifecycle.go';
const SECTION = 'spec.instanceSidecarConfiguration';
const COMPARED = 'The operator compares it with the sidecar that runs, but an ObjectStore does not make it look';

/** The plugin's sidecar of a database: what the operator compares of it (cloudnative-pg pkg/specs/podspec_diff.go). */
interface Sidecar {
  readonly env: unknown;
  readonly resources: unknown;
  readonly endpointCA: unknown;
}

/** What an ObjectStore says of the sidecar in every Pod. */
export const SIDECAR_RULES: readonly ChangeRule[] = [
  {
    id: 'object-store-sidecar',
    kind: OBJECT_STORE,
    paths: [`${SECTION}.env`, `${SECTION}.resources`, 'spec.configuration.endpointCA'],
    says: `${COMPARED}: nothing happens now, and with the next change of the Cluster, whatever it is, every Pod is recreated.`,
    source: LIFECYCLE,
    judge: ({ path }, { before, after }) => {
      const part = path[2] as keyof Sidecar;
      return equal(sidecarOf(before)?.[part], sidecarOf(after)?.[part])
        ? { effect: 'none', why: 'The sidecar of this database stays as it is.' }
        : { effect: 'deferred', atNextReconcile: true };
    },
  },
  {
    id: 'object-store-sidecar-arguments',
    kind: OBJECT_STORE,
    paths: [`${SECTION}.logLevel`, `${SECTION}.additionalContainerArgs`],
    says: 'It is an argument of the sidecar, which the operator does not compare: it counts from the next time that a Pod is made.',
    source: `${LIFECYCLE}; cloudnative-pg pkg/specs/podspec_diff.go`,
    judge: () => 'deferred',
  },
  {
    id: 'object-store-sidecar-interval',
    kind: OBJECT_STORE,
    paths: [`${SECTION}.retentionPolicyIntervalSeconds`],
    says: 'The sidecar reads it before each time that it enforces the retention; the Pods stay.',
    source: 'plugin-barman-cloud internal/cnpgi/instance/retention.go',
    judge: () => 'none',
  },
  {
    id: 'sidecar-sources',
    kind: CLUSTER,
    paths: ['spec.bootstrap', 'spec.externalClusters', 'spec.replica'],
    says: 'The sidecar has the variables and certificates of the ObjectStore that this source names, so every Pod is recreated: the replicas first, the primary last.',
    source: LIFECYCLE,
    judge: (_, { before, after }) => {
      const [was, is] = [sidecarOf(before), sidecarOf(after)];
      return was && is && !equal(was, is) && equal(ownStore(before), ownStore(after)) ? 'rolling update' : undefined;
    },
  },
  {
    id: 'plugin-parameters',
    kind: CLUSTER,
    paths: ['spec.plugins.*.parameters.barmanObjectName', 'spec.plugins.*.parameters.serverName', 'spec.plugins.*.isWALArchiver'],
    says: 'The sidecar reads where to archive from the Cluster each time; the Pods stay.',
    source: 'plugin-barman-cloud internal/cnpgi/instance',
    judge: ({ path }, { before, after }) =>
      path[2] !== `[${BARMAN_PLUGIN}]`
        ? undefined
        : equal(sidecarOf(before), sidecarOf(after))
          ? 'none'
          : {
              effect: 'rolling update',
              why: 'The other ObjectStore asks for another sidecar, so every Pod is recreated: the replicas first, the primary last.',
            },
  },
];

/** The ObjectStore that a Cluster archives to. */
function ownStore({ cluster: { spec } }: Side): unknown {
  const own = mapsIn(spec.plugins).find(({ name, enabled }) => name === BARMAN_PLUGIN && enabled !== false);
  return own?.parameters?.barmanObjectName;
}

/** The sidecar that a Cluster and its ObjectStores ask for; nothing when there is none. */
function sidecarOf(side: Side): Sidecar | undefined {
  const { cluster, repository, resource } = side;
  const { spec } = cluster;
  const external = (name: unknown) => {
    const plugin = mapsIn(spec.externalClusters).find((one) => one.name === name)?.plugin;
    return plugin?.name === BARMAN_PLUGIN ? plugin.parameters?.barmanObjectName : undefined;
  };
  const recovery = external(spec.bootstrap?.recovery?.source);
  const source = external(spec.replica?.source);
  const archive = ownStore(side);
  if (archive === undefined && source === undefined) return undefined;
  const store = (name: unknown) =>
    name === undefined ? undefined : repository.find(OBJECT_STORE, resource.namespace, plainText(name))?.object.spec;
  const names = [archive, recovery, source].filter((name) => name !== undefined);
  return {
    env: names.flatMap((name) => mapsIn(store(name)?.instanceSidecarConfiguration?.env)),
    resources: comparedResources(store(names[0])?.instanceSidecarConfiguration?.resources),
    endpointCA: [...new Set(names.map(plainText))].sort().flatMap((name) => {
      const { endpointCA } = store(name)?.configuration ?? {};
      return isMap(endpointCA) ? [{ name, secret: endpointCA.name, key: endpointCA.key }] : [];
    }),
  };
}
