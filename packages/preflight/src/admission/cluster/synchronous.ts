import type { Violation } from '../../finding';
import { parseBool } from '../../go-number';
import { type Fields, fields, isSet, items, number } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const ANNOTATION = 'alpha.cnpg.io/failoverQuorum';
const quorumRule = clusterRules('validateFailoverQuorum');
const path = ['spec', 'postgresql', 'synchronous'];

/** CL-SYNC: synchronous replication and the quorum for failover. */
export const synchronousRules = [
  clusterRules('validateMaxSyncReplicas')(
    'CL-SYNC-1',
    'maxSyncReplicas is not negative and below the number of instances.',
    'Lower maxSyncReplicas, or add instances.',
    function* ({ spec, instances }) {
      const most = number(spec.maxSyncReplicas, 0);
      if (most < 0 || most >= instances) {
        yield { path: ['spec', 'maxSyncReplicas'], given: most, allowed: `0 to ${instances - 1}` };
      }
    },
  ),
  clusterRules('validateMinSyncReplicas')(
    'CL-SYNC-2',
    'minSyncReplicas is not negative and not above maxSyncReplicas.',
    'Lower minSyncReplicas, or raise maxSyncReplicas.',
    function* ({ spec }) {
      const least = number(spec.minSyncReplicas, 0);
      const most = number(spec.maxSyncReplicas, 0);
      if (least < 0 || least > most) yield { path: ['spec', 'minSyncReplicas'], given: least, allowed: `0 to ${most}` };
    },
  ),
  clusterRules('validateConfiguration')(
    'CL-SYNC-3',
    'Synchronous replication is configured in one of its two styles.',
    'Keep postgresql.synchronous and remove minSyncReplicas and maxSyncReplicas.',
    function* ({ spec, postgresql: { synchronous } }) {
      const legacy = number(spec.minSyncReplicas, 0) > 0 || number(spec.maxSyncReplicas, 0) > 0;
      if (isSet(synchronous) && legacy) yield { path, given: synchronous, allowed: 'either style alone' };
    },
  ),
  clusterRules('validateSynchronousReplicaConfiguration')(
    'CL-SYNC-4',
    'Fewer standbys are synchronous than there are instances and named standbys.',
    'Lower synchronous.number, or add instances.',
    function* ({ postgresql: { synchronous }, instances }) {
      if (!isSet(synchronous)) return;
      const total = instances + namedStandbys(fields(synchronous));
      const wanted = number(fields(synchronous).number, 0);
      if (wanted >= total) yield { path: [...path, 'number'], given: wanted, allowed: `1 to ${total - 1}` };
    },
  ),
  clusterRules('validateFailoverQuorumAlphaAnnotation')(
    'CL-SYNC-5',
    'The annotation for the failover quorum is a boolean.',
    'Use "true" or "false".',
    function* (view) {
      const value = view.annotations[ANNOTATION];
      if (value === undefined || parseBool(value) !== undefined || (value === '' && !view.has('1.28.0'))) return;
      yield { path: ['metadata', 'annotations', ANNOTATION], given: value, allowed: 'true, false' };
    },
  ),
  quorumRule(
    'CL-SYNC-6',
    'A failover quorum needs synchronous replication.',
    'Configure postgresql.synchronous, or switch the quorum off.',
    function* ({ annotations, postgresql: { synchronous } }) {
      if (!isSet(synchronous) && parseBool(annotations[ANNOTATION] ?? '') === true) yield { path, allowed: 'method and number' };
    },
  ),
  quorumRule(
    'CL-SYNC-7',
    'A failover quorum needs more synchronous standbys than are named: one at least must be an instance of the cluster.',
    'Raise synchronous.number, or name fewer standbys.',
    ofQuorum(function* ({ postgresql: { synchronous } }) {
      if (!isSet(synchronous)) return;
      const named = namedStandbys(fields(synchronous));
      const wanted = number(fields(synchronous).number, 0);
      if (wanted <= named) yield { path: [...path, 'number'], given: wanted, allowed: `more than ${named}` };
    }),
  ),
  quorumRule(
    'CL-SYNC-8',
    'A failover quorum needs more than two instances.',
    'Use three instances or more.',
    ofQuorum(function* ({ instances, postgresql: { synchronous } }) {
      if (isSet(synchronous) && instances <= 2) yield { path: ['spec', 'instances'], given: instances, allowed: '3 or more' };
    }),
    { until: ['1.27.1'] },
  ),
  clusterRules('validateSyncReplicaElectionConstraint')(
    'CL-SYNC-9',
    'Choosing synchronous replicas by node needs the labels to compare.',
    'List the labels in nodeLabelsAntiAffinity.',
    function* ({ postgresql, major }) {
      const { enabled, nodeLabelsAntiAffinity } = fields(postgresql.syncReplicaElectionConstraint);
      if (major !== undefined && enabled === true && items(nodeLabelsAntiAffinity).length === 0) {
        yield {
          path: ['spec', 'postgresql', 'syncReplicaElectionConstraint', 'nodeLabelsAntiAffinity'],
          allowed: 'at least one label',
        };
      }
    },
  ),
];

function namedStandbys({ standbyNamesPre, standbyNamesPost }: Fields): number {
  return items(standbyNamesPre).length + items(standbyNamesPost).length;
}

/** By annotation only in 1.27; from 1.28 on defaulting carries the annotation over into the field. */
function ofQuorum(check: (view: ClusterView) => Iterable<Violation>) {
  return (view: ClusterView): Iterable<Violation> => {
    const active = view.has('1.28.0')
      ? fields(view.postgresql.synchronous).failoverQuorum === true
      : parseBool(view.annotations[ANNOTATION] ?? '') === true;
    return active ? check(view) : [];
  };
}
