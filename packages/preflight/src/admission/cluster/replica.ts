import type { Violation } from '../../finding';
import { promotionTokenProblem } from '../../promotion-token';
import { Phase } from '../../rule';
import { type Fields, fields, isSet, text } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const rule = clusterRules('validateReplicaMode');
const referenceRule = clusterRules('validateReplicaClusterExternalClusters');
const at = (field: string) => ['spec', 'replica', field];
const NAME_IT = 'Name an entry of externalClusters.';

/** CL-REP: clusters that follow another one. */
export const replicaRules = [
  rule(
    'CL-REP-1',
    'A replica cluster is switched by `enabled` or by `primary`, not both.',
    'Remove enabled, or primary.',
    ofReplica(function* ({ enabled, primary }) {
      if (isSet(enabled) && text(primary) !== '')
        yield { path: at('enabled'), given: enabled, allowed: 'nothing beside primary' };
    }),
  ),
  rule(
    'CL-REP-2',
    'A replica cluster says how it is bootstrapped.',
    'Add bootstrap.recovery or bootstrap.pg_basebackup.',
    ofReplica(function* (_, { spec, isReplica }) {
      if (isReplica && !isSet(spec.bootstrap)) yield { path: ['spec', 'bootstrap'], allowed: 'recovery, pg_basebackup' };
    }),
  ),
  rule(
    'CL-REP-3',
    'A new replica cluster starts as a copy of its source.',
    'Bootstrap it with recovery or pg_basebackup.',
    ofReplica(function* (_, { spec, bootstrap, isReplica, isNew }) {
      if (!isReplica || !isNew || !isSet(spec.bootstrap) || isSet(bootstrap.recovery) || isSet(bootstrap.pg_basebackup)) return;
      yield { path: ['spec', 'bootstrap'], given: spec.bootstrap, allowed: 'recovery, pg_basebackup' };
    }),
    { phase: Phase.CREATE },
  ),
  referenceRule(
    'CL-REP-4',
    'The source of a replica cluster is one of the external clusters.',
    NAME_IT,
    ofReplica(({ source }, view) => unknownCluster('source', text(source), view)),
  ),
  referenceRule(
    'CL-REP-5',
    'The own name of a replica cluster is one of the external clusters.',
    NAME_IT,
    ofReplica(({ self }, view) => (text(self) === '' ? [] : unknownCluster('self', self, view))),
  ),
  referenceRule(
    'CL-REP-6',
    'The primary of a replica cluster is one of the external clusters.',
    NAME_IT,
    ofReplica(({ primary }, view) => (text(primary) === '' ? [] : unknownCluster('primary', primary, view))),
  ),
  clusterRules('validatePromotionToken')(
    'CL-REP-7',
    'A promotion token is whole, and belongs to a cluster that is no longer a replica and applies without delay.',
    'Copy the token from the demoted cluster; remove minApplyDelay; make this cluster the primary.',
    ofReplica(function* ({ promotionToken, minApplyDelay }, { isReplica }) {
      const token = text(promotionToken);
      if (token === '') return;
      if (isSet(minApplyDelay))
        yield { path: at('minApplyDelay'), given: minApplyDelay, allowed: 'nothing beside a promotion token' };
      else if (isReplica) yield { path: at('promotionToken'), given: token, allowed: 'nothing while the cluster is a replica' };
      else {
        const problem = promotionTokenProblem(token);
        if (problem)
          yield { path: at('promotionToken'), given: token, allowed: 'the token of the demoted cluster', why: problem };
      }
    }),
  ),
];

function ofReplica(check: (replica: Fields, view: ClusterView) => Iterable<Violation>) {
  return (view: ClusterView): Iterable<Violation> => (isSet(view.spec.replica) ? check(fields(view.spec.replica), view) : []);
}

function* unknownCluster(field: string, name: string, view: ClusterView): Iterable<Violation> {
  if (!view.externalCluster(name)) yield { path: at(field), given: name, allowed: 'the name of an external cluster' };
}
