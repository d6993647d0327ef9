import { fields, isSet, text } from '../shape';
import { celRules } from './cel-rule';

const { state, immutable, fixedCluster } = celRules('DatabaseRole');
const SINCE = ['1.30.0'];
const NAME = ['spec', 'name'];

export const databaseRoleCelRules = [
  state(
    'NAME-EMPTY',
    'A role has a name.',
    'Name it.',
    function* ({ name }) {
      if (name === '') yield { path: NAME, given: name, allowed: 'a name' };
    },
    SINCE,
  ),
  state(
    'NAME-RESERVED',
    'Roles of PostgreSQL and of the operator are not managed.',
    'Choose another name.',
    function* ({ name }) {
      if (/^(postgres$|streaming_replica$|pg_|cnpg_)/.test(text(name))) {
        yield { path: NAME, given: name, allowed: 'not postgres, streaming_replica, pg_* or cnpg_*' };
      }
    },
    SINCE,
  ),
  state(
    'ENSURE',
    'A role is not dropped by ensure: absent.',
    'Set databaseRoleReclaimPolicy to delete, and delete the object.',
    function* ({ ensure }) {
      if (ensure === 'absent') yield { path: ['spec', 'ensure'], given: ensure, allowed: 'present' };
    },
    SINCE,
  ),
  state(
    'PASSWORD',
    'A role has a password or none.',
    'Remove disablePassword, or passwordSecret.',
    function* ({ passwordSecret, disablePassword }) {
      if (isSet(passwordSecret) && disablePassword === true) {
        yield { path: ['spec', 'disablePassword'], given: true, allowed: 'false beside passwordSecret' };
      }
    },
    SINCE,
  ),
  state(
    'CLIENT-CERTIFICATE',
    'Only a role that may log in has a client certificate.',
    'Set login to true, or remove clientCertificate.',
    function* ({ clientCertificate, login }) {
      if (isSet(clientCertificate) && fields(clientCertificate).enabled !== false && login !== true) {
        yield { path: ['spec', 'login'], given: login, allowed: 'true beside clientCertificate' };
      }
    },
    SINCE,
  ),
  immutable('NAME', ['name'], SINCE),
  fixedCluster(),
];
