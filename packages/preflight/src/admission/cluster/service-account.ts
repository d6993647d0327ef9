import { isSet, text } from '../../shape';
import { clusterRules } from './cluster-view';

/** CL-SA: the service account of the pods. */
export const serviceAccountRules = [
  clusterRules('validateServiceAccountConfig')(
    'CL-SA-1',
    'The pods use a service account that exists or one made from a template.',
    'Keep serviceAccountName or serviceAccountTemplate.',
    function* ({ spec }) {
      if (text(spec.serviceAccountName) !== '' && isSet(spec.serviceAccountTemplate)) {
        yield {
          path: ['spec', 'serviceAccountName'],
          given: spec.serviceAccountName,
          allowed: 'nothing beside serviceAccountTemplate',
        };
      }
    },
    { since: ['1.29.0'] },
  ),
];
