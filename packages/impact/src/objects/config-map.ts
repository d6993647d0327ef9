import type { ChangeRule } from '../change-rule';
import { CONFIG_MAP, configMapsOf } from '../companions';
import type { Side } from '../comparison';
import { isWatched } from './secret';

const SOURCE = 'cloudnative-pg internal/controller/cluster_predicates.go; docs/src/monitoring.md';

/** ConfigMaps that a Cluster reads: queries of its metrics, and the environment of its containers. */
export const CONFIG_MAP_RULES: readonly ChangeRule[] = [
  {
    id: 'config-map-appears',
    kind: CONFIG_MAP,
    paths: [''],
    says: 'The ConfigMap that the database reads is made; what waited for it goes on.',
    source: SOURCE,
    judge: ({ from }) => (from === undefined ? 'none' : undefined),
  },
  {
    id: 'config-map-disappears',
    kind: CONFIG_MAP,
    paths: [''],
    says: 'The database does not read this ConfigMap any more.',
    source: SOURCE,
    judge: ({ from, to }, { after }) => (to === undefined && !reads(after, (from as any)?.metadata?.name) ? 'none' : undefined),
  },
  {
    id: 'config-map-metadata',
    kind: CONFIG_MAP,
    paths: ['metadata', 'immutable'],
    says: 'The content of the ConfigMap stays.',
    source: SOURCE,
    judge: () => 'none',
  },
  {
    id: 'config-map-queries',
    kind: CONFIG_MAP,
    paths: ['data', 'binaryData'],
    says: 'The exporter in the instance manager asks other queries; PostgreSQL goes on.',
    source: SOURCE,
    judge: (_, { after }, configMap) => {
      if (configMapsOf(after.cluster).find(({ name }) => name === configMap.metadata?.name)?.isEnvironment) return undefined;
      return isWatched(configMap)
        ? 'none'
        : {
            effect: 'deferred',
            why: 'The ConfigMap has no label cnpg.io/reload, so the operator does not see that it changes: the other queries are asked from the next time that it looks at the Cluster.',
          };
    },
  },
  {
    id: 'config-map-environment',
    kind: CONFIG_MAP,
    paths: ['data', 'binaryData'],
    says: 'It is the environment of a container, which is made when the container starts: it counts from the next time that a Pod is made.',
    source: SOURCE,
    judge: (_, { after }, configMap) =>
      configMapsOf(after.cluster).find(({ name }) => name === configMap.metadata?.name)?.isEnvironment ? 'deferred' : undefined,
  },
];

function reads({ cluster }: Side, name: unknown): boolean {
  return configMapsOf(cluster).some((one) => one.name === name);
}
