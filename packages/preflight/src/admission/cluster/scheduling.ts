import type { Violation } from '../../finding';
import { isLabelKey, isLabelValue } from '../../kubernetes-label';
import { type Fields, fields, isSet, items, text } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const rule = clusterRules('validateTolerations');
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** CL-TOL and CL-AFF: where pods may run. */
export const schedulingRules = [
  rule(
    'CL-TOL-1',
    'The key of a toleration is a label key.',
    'Correct the key.',
    ofTolerations(function* ({ key }) {
      if (text(key) !== '' && !isLabelKey(key))
        yield { path: ['key'], given: key, allowed: 'an optional DNS prefix, a slash, a name' };
    }),
  ),
  rule(
    'CL-TOL-2',
    'A toleration without a key is for all taints, so its operator is Exists.',
    'Give a key, or use operator Exists.',
    ofTolerations(function* ({ key, operator }) {
      if (text(key) === '' && operator !== 'Exists') yield { path: ['operator'], given: operator, allowed: 'Exists' };
    }),
  ),
  rule(
    'CL-TOL-3',
    'Only what NoExecute would evict can be tolerated for a time.',
    'Use effect NoExecute, or remove tolerationSeconds.',
    ofTolerations(function* ({ tolerationSeconds, effect }) {
      if (isSet(tolerationSeconds) && effect !== 'NoExecute') yield { path: ['effect'], given: effect, allowed: 'NoExecute' };
    }),
  ),
  rule(
    'CL-TOL-4',
    'A toleration compares with Equal and a label value, or asks for Exists and no value.',
    'Correct the operator or the value.',
    ofTolerations(function* ({ operator, value }) {
      const given = text(operator);
      if (given === 'Exists') {
        if (text(value) !== '') yield { path: ['value'], given: value, allowed: 'nothing with Exists' };
      } else if (given !== '' && given !== 'Equal') yield { path: ['operator'], given, allowed: 'Equal, Exists' };
      else if (!isLabelValue(text(value))) yield { path: ['value'], given: value, allowed: 'a label value' };
    }),
  ),
  rule(
    'CL-TOL-5',
    'The effect of a toleration is one of those of taints.',
    `Use ${EFFECTS.join(', ')}, or leave it out for all.`,
    ofTolerations(function* ({ effect }) {
      if (text(effect) !== '' && !EFFECTS.includes(effect))
        yield { path: ['effect'], given: effect, allowed: EFFECTS.join(', ') };
    }),
  ),
  clusterRules('validateAntiAffinity')(
    'CL-AFF-1',
    'Pods avoid each other by preference or by requirement.',
    'Use preferred or required.',
    function* ({ spec }) {
      const type = text(fields(spec.affinity).podAntiAffinityType);
      if (!['', 'preferred', 'required'].includes(type)) {
        yield { path: ['spec', 'affinity', 'podAntiAffinityType'], given: type, allowed: 'preferred, required' };
      }
    },
  ),
];

function ofTolerations(check: (toleration: Fields) => Iterable<Violation>) {
  return function* ({ spec }: ClusterView): Iterable<Violation> {
    for (const [index, toleration] of items(fields(spec.affinity).tolerations).entries()) {
      for (const violation of check(fields(toleration))) {
        yield { ...violation, path: ['spec', 'affinity', 'tolerations', index, ...violation.path] };
      }
    }
  };
}
