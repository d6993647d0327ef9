import { PGBOUNCER_PARAMETERS } from '@pgplatform/facts';
import { Severity } from '../severity';
import { fields, isSet, text } from '../shape';
import { ruleMaker } from './admission-rule';
import { deprecatedPodMonitor } from './cluster/cluster-warnings';
import type { ObjectView } from './object-view';

const SOURCE = 'cloudnative-pg internal/webhook/v1/pooler_webhook.go';
const bouncerRule = ruleMaker<ObjectView>('Pooler', `${SOURCE} validatePgBouncer`);
const clusterRule = ruleMaker<ObjectView>('Pooler', `${SOURCE} validateCluster`);
const warning = ruleMaker<ObjectView>('Pooler', `${SOURCE} getAdmissionWarnings`);
const at = (...rest: string[]) => ['spec', 'pgbouncer', ...rest];

const PARAMETERS_WITH_TLS = ['auth_type', 'client_tls_sslmode', 'server_tls_sslmode'];
const PARAMETERS_WITH_CIPHERS = ['client_tls_ciphers', 'client_tls13_ciphers', 'server_tls13_ciphers'];

/** PL: connection poolers. */
export const poolerRules = [
  bouncerRule('PL-1', 'A Pooler configures PgBouncer.', 'Add pgbouncer.poolMode.', function* ({ spec }) {
    if (!isSet(spec.pgbouncer)) yield { path: at(), allowed: 'poolMode and parameters' };
  }),
  bouncerRule(
    'PL-2',
    'Own authentication needs the query that looks passwords up.',
    'Give authQuery, or leave authentication to the operator.',
    function* (view) {
      if (authenticates(view) && text(fields(view.spec.pgbouncer).authQuery) === '') {
        yield { path: at('authQuery'), given: '', allowed: 'a query' };
      }
    },
  ),
  bouncerRule(
    'PL-3',
    'An own authentication query needs credentials to run it.',
    'Give authQuerySecret or, from 1.28 on, serverTLSSecret.',
    function* (view) {
      if (!authenticates(view) && text(fields(view.spec.pgbouncer).authQuery) !== '') {
        yield { path: at('authQuerySecret', 'name'), given: '', allowed: 'the name of a secret' };
      }
    },
  ),
  ruleMaker<ObjectView>('Pooler', `${SOURCE} validatePgbouncerGenericParameters`)(
    'PL-4',
    'The parameter is unknown, or the operator sets it.',
    'Remove it.',
    function* (view) {
      for (const [name, value] of Object.entries(fields(fields(view.spec.pgbouncer).parameters))) {
        if (!allowsParameter(view, name)) yield { path: at('parameters', name), given: value, allowed: 'nothing' };
      }
    },
  ),
  clusterRule('PL-5', 'A Pooler names its Cluster.', 'Give cluster.name.', function* ({ spec }) {
    if (text(fields(spec.cluster).name) === '')
      yield { path: ['spec', 'cluster', 'name'], given: '', allowed: 'the name of a Cluster' };
  }),
  clusterRule(
    'PL-6',
    'A Pooler is not named like its Cluster: both make a service.',
    'Rename the Pooler.',
    function* ({ spec, name }) {
      if (text(fields(spec.cluster).name) === name) yield { path: ['metadata', 'name'], given: name, allowed: 'any other name' };
    },
  ),
  ruleMaker<ObjectView>('Pooler', `${SOURCE} validateMonitoring`)(
    'PL-7',
    'Metrics over TLS, scraped by a PodMonitor of the operator, need a certificate of the Pooler.',
    'Give clientTLSSecret, or set monitoring.enablePodMonitor to false and write the PodMonitor.',
    function* ({ spec }) {
      const { tls, enablePodMonitor } = fields(spec.monitoring);
      if (fields(tls).enabled !== true || enablePodMonitor !== true) return;
      if (text(fields(fields(spec.pgbouncer).clientTLSSecret).name) === '') {
        yield { path: at('clientTLSSecret'), allowed: 'the name of a secret' };
      }
    },
    { since: ['1.30.0'] },
  ),
  warning(
    'PL-W-1',
    'The operator does not connect a Pooler that authenticates by itself to its Cluster.',
    'Create the role and the function of the query in every database.',
    function* (view) {
      if (authenticates(view) || text(fields(view.spec.pgbouncer).authQuery) !== '') {
        yield {
          path: at('authQuery'),
          given: fields(view.spec.pgbouncer).authQuery,
          allowed: 'nothing, for automatic integration',
        };
      }
    },
    { severity: Severity.WARNING },
  ),
  warning(
    'PL-W-2',
    'authQuerySecret is deprecated.',
    'Use serverTLSSecret.',
    function* ({ spec }) {
      const { name } = fields(fields(spec.pgbouncer).authQuerySecret);
      if (text(name) !== '') yield { path: at('authQuerySecret'), given: name, allowed: 'serverTLSSecret' };
    },
    { severity: Severity.WARNING, since: ['1.28.0'] },
  ),
  ruleMaker<ObjectView>('Pooler', `${SOURCE} validateDeprecatedMonitoringFields`)(
    'PL-W-3',
    'The PodMonitor the operator makes is deprecated.',
    'Write a PodMonitor of your own.',
    function* ({ spec }) {
      yield* deprecatedPodMonitor(fields(spec.monitoring));
    },
    { severity: Severity.WARNING, since: ['1.27.1'] },
  ),
];

/** Whether the Pooler brings credentials of its own. */
function authenticates(view: ObjectView): boolean {
  const { authQuerySecret, serverTLSSecret } = fields(view.spec.pgbouncer);
  return text(fields(authQuerySecret).name) !== '' || (view.has('1.28.0') && text(fields(serverTLSSecret).name) !== '');
}

function allowsParameter(view: ObjectView, name: string): boolean {
  if (PGBOUNCER_PARAMETERS.has(name)) return true;
  if (PARAMETERS_WITH_TLS.includes(name)) return view.has('1.27.1', '1.28.0');
  return PARAMETERS_WITH_CIPHERS.includes(name) && view.has('1.27.4', '1.28.2', '1.29.0');
}
