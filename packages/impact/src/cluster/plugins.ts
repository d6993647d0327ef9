import { BARMAN_PLUGIN } from '@pgplatform/preflight';
import { type ChangeRule, CLUSTER } from '../change-rule';
import { sidecars } from './replica';

const UPGRADE = 'cloudnative-pg internal/controller/cluster_upgrade.go';

export const PLUGIN_RULES: readonly ChangeRule[] = [
  {
    id: 'plugin-sidecar',
    kind: CLUSTER,
    paths: ['spec.plugins.*'],
    says: 'The sidecar of the plugin comes or goes, so every Pod is recreated: the replicas first, the primary last.',
    source: `${UPGRADE}; plugin-barman-cloud web/docs/migration.md`,
    judge: ({ path }, { before, after }) =>
      isPresence(path) && path[2] !== '[order]' && sidecars(before) !== sidecars(after) ? 'rolling update' : undefined,
  },
  {
    id: 'plugin-idle',
    kind: CLUSTER,
    paths: ['spec.plugins.*'],
    says: 'The plugin is not enabled, or its sidecar runs for an external cluster: the Pods stay.',
    source: UPGRADE,
    judge: ({ path }, { before, after }) =>
      isPresence(path) && path[2] !== '[order]' && sidecars(before) === sidecars(after) ? 'none' : undefined,
  },
  {
    id: 'plugin-parameters',
    kind: CLUSTER,
    paths: ['spec.plugins.*.parameters.barmanObjectName', 'spec.plugins.*.parameters.serverName', 'spec.plugins.*.isWALArchiver'],
    says: 'The sidecar reads where to archive from the Cluster each time; the Pods stay.',
    source: 'plugin-barman-cloud internal/cnpgi/instance',
    judge: ({ path }) => (path[2] === `[${BARMAN_PLUGIN}]` ? 'none' : undefined),
  },
];

/** Whether a difference is about a plugin being there and enabled. */
function isPresence(path: readonly string[]): boolean {
  return path.length === 3 || (path.length === 4 && path[3] === 'enabled');
}
