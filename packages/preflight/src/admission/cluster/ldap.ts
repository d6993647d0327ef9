import { fields, isSet, text } from '../../shape';
import { clusterRules } from './cluster-view';

const rule = clusterRules('validateLDAP');
const path = ['spec', 'postgresql', 'ldap'];

/** CL-LDAP: authentication against a directory. */
export const ldapRules = [
  rule('CL-LDAP-1', 'LDAP needs a server.', 'Give server.', function* ({ postgresql: { ldap } }) {
    if (isSet(ldap) && text(fields(ldap).server) === '') yield { path: [...path, 'server'], given: '', allowed: 'a host name' };
  }),
  rule(
    'CL-LDAP-2',
    'LDAP binds directly or after a search.',
    'Keep bindAsAuth or bindSearchAuth.',
    function* ({ postgresql: { ldap } }) {
      const { bindAsAuth, bindSearchAuth } = fields(ldap);
      if (isSet(bindAsAuth) && isSet(bindSearchAuth)) {
        yield { path, given: ['bindAsAuth', 'bindSearchAuth'], allowed: 'one of the two' };
      }
    },
  ),
];
