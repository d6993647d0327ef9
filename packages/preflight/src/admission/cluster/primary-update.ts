import { text } from '../../shape';
import { clusterRules } from './cluster-view';

const rule = clusterRules('validatePrimaryUpdateStrategy');
const path = ['spec', 'primaryUpdateStrategy'];

/** CL-UPD: how the primary is updated. */
export const primaryUpdateRules = [
  rule(
    'CL-UPD-1',
    'The update strategy of the primary is supervised or unsupervised.',
    'Use one of the two.',
    function* ({ spec }) {
      const strategy = text(spec.primaryUpdateStrategy);
      if (!['', 'supervised', 'unsupervised'].includes(strategy)) {
        yield { path, given: strategy, allowed: 'supervised, unsupervised' };
      }
    },
  ),
  rule(
    'CL-UPD-2',
    'A single instance has nothing to switch over to, so it cannot be updated under supervision.',
    'Use unsupervised, or two instances or more.',
    function* ({ spec, instances }) {
      if (spec.primaryUpdateStrategy === 'supervised' && instances === 1) {
        yield { path, given: 'supervised', allowed: 'unsupervised while instances is 1' };
      }
    },
  ),
];
