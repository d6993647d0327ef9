import { fields, isSet, items, text } from '../../shape';
import { clusterRules } from './cluster-view';

const rule = clusterRules('validateCerts');
const at = (field: string) => ['spec', 'certificates', field];

/** CL-SU and CL-CERT: the superuser's secret and the certificates. */
export const certificateRules = [
  clusterRules('validateSuperuserSecret')(
    'CL-SU-1',
    'A superuser secret that is given has a name.',
    'Name the secret, or remove superuserSecret.',
    function* ({ spec }) {
      if (isSet(spec.superuserSecret) && text(fields(spec.superuserSecret).name) === '') {
        yield { path: ['spec', 'superuserSecret', 'name'], given: '', allowed: 'the name of a secret' };
      }
    },
  ),
  rule(
    'CL-CERT-1',
    'Alternative DNS names belong to the certificate the operator makes; a server TLS secret brings its own.',
    'Remove serverAltDNSNames, or serverTLSSecret.',
    function* ({ spec }) {
      const { serverTLSSecret, serverAltDNSNames } = fields(spec.certificates);
      if (text(serverTLSSecret) !== '' && items(serverAltDNSNames).length > 0) {
        yield { path: at('serverAltDNSNames'), given: serverAltDNSNames, allowed: 'nothing beside serverTLSSecret' };
      }
    },
  ),
  rule('CL-CERT-2', 'A server TLS secret needs the CA that signed it.', 'Give serverCASecret.', function* ({ spec }) {
    const { serverTLSSecret, serverCASecret } = fields(spec.certificates);
    if (text(serverTLSSecret) !== '' && text(serverCASecret) === '') {
      yield { path: at('serverCASecret'), given: '', allowed: 'the name of the CA secret' };
    }
  }),
  rule('CL-CERT-3', 'A replication TLS secret needs the CA that signed it.', 'Give clientCASecret.', function* ({ spec }) {
    const { replicationTLSSecret, clientCASecret } = fields(spec.certificates);
    if (text(replicationTLSSecret) !== '' && text(clientCASecret) === '') {
      yield { path: at('clientCASecret'), given: '', allowed: 'the name of the CA secret' };
    }
  }),
];
