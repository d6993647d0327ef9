import { isDns1035Label } from '../../kubernetes-label';
import { byteLength } from '../../shape';
import { clusterRules } from './cluster-view';

const rule = clusterRules('validateName');
const path = ['metadata', 'name'];

/** CL-NAME: the name of a Cluster becomes the name of its services. */
export const clusterNameRules = [
  rule(
    'CL-NAME-1',
    'The name of a Cluster is a DNS-1035 label: lower-case letters, digits and hyphens, a letter first, no dots.',
    'Choose a name that starts with a letter and holds only lower-case letters, digits and hyphens.',
    function* ({ name }) {
      if (!isDns1035Label(name)) yield { path, given: name, allowed: '[a-z]([-a-z0-9]*[a-z0-9])?' };
    },
  ),
  rule('CL-NAME-2', 'The name of a Cluster has at most 50 characters.', 'Choose a shorter name.', function* ({ name }) {
    if (byteLength(name) > 50) yield { path, given: name, allowed: 'at most 50 characters' };
  }),
];
