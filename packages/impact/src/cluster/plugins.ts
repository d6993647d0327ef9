import { hasSince } from '@pgplatform/facts';
import { type ChangeRule, CLUSTER, type Judgement } from '../change-rule';
import type { Comparison, Side } from '../comparison';
import { instancesOf } from '../interruption';
import { pluginsOf } from '../shape';
import { sidecars } from './replica';

const UPGRADE = 'cloudnative-pg internal/controller/cluster_upgrade.go';

export const PLUGIN_RULES: readonly ChangeRule[] = [
  {
    id: 'plugin-sidecar',
    kind: CLUSTER,
    paths: ['spec.plugins.*'],
    says: 'The sidecar of the plugin comes or goes, so every Pod is recreated: the replicas first, the primary last.',
    source: `${UPGRADE}; plugin-barman-cloud web/docs/migration.md`,
    judge: ({ path }, comparison) =>
      isPresence(path) && sidecars(comparison.before) !== sidecars(comparison.after) ? withSidecar(comparison) : undefined,
  },
  {
    id: 'plugin-idle',
    kind: CLUSTER,
    paths: ['spec.plugins.*'],
    says: 'The plugin is not enabled, or its sidecar runs for an external cluster: the Pods stay.',
    source: UPGRADE,
    judge: ({ path }, { before, after }) => (isPresence(path) && sidecars(before) === sidecars(after) ? 'none' : undefined),
  },
];

/** Where the primary hands over, it cannot do so before it has the sidecar that archives: from 1.30 on its Pod is recreated instead. */
function withSidecar({ before, after }: Comparison): Judgement {
  const comes = archivers(after).some((name) => !sidecars(before).split(' ').includes(name));
  const handsOver = after.cluster.spec.primaryUpdateMethod === 'switchover' && instancesOf(after.cluster) > 1;
  if (!comes || !handsOver) return { effect: 'rolling update' };
  return hasSince(after.operatorVersion, ['1.30.0'])
    ? {
        effect: 'rolling update',
        inPlace: true,
        why: 'Every Pod is recreated with the sidecar of the plugin: the replicas first, then that of the primary where it is, because a primary without the sidecar that archives cannot hand over.',
      }
    : {
        effect: 'rolling update',
        why: 'Every Pod is recreated with the sidecar of the plugin, and the primary hands over: before 1.30 it may wait for ever to archive without the sidecar (cloudnative-pg issue 10981). primaryUpdateMethod: restart avoids that.',
      };
}

function archivers({ cluster: { spec } }: Side): string[] {
  return pluginsOf(spec)
    .own.filter(({ enabled, isWALArchiver }) => enabled !== false && isWALArchiver === true)
    .map(({ name }) => name);
}

/** Whether a difference is about a plugin being there and enabled. */
function isPresence(path: readonly string[]): boolean {
  return path[2] !== '[order]' && (path.length === 3 || (path.length === 4 && path[3] === 'enabled'));
}
