import { type Fields, fields, isSet, number } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const rule = clusterRules('validatePrimaryLease');
const SINCE = { since: ['1.30.0'] };
const at = (field: string) => ['spec', 'primaryLease', field];

/** CL-LEASE: the lease that makes an instance the primary. */
export const primaryLeaseRules = [
  rule(
    'CL-LEASE-1',
    'The lease lasts longer than the deadline to renew it.',
    'Raise leaseDurationSeconds, or lower renewDeadlineSeconds.',
    function* (view) {
      const { duration, deadline } = timings(view) ?? {};
      if (duration <= deadline) yield { path: at('leaseDurationSeconds'), given: duration, allowed: `more than ${deadline}` };
    },
    SINCE,
  ),
  rule(
    'CL-LEASE-2',
    'The deadline to renew the lease is more than 1.2 times the retry period.',
    'Raise renewDeadlineSeconds, or lower retryPeriodSeconds.',
    function* (view) {
      const { deadline, retry } = timings(view) ?? {};
      if (5 * deadline <= 6 * retry)
        yield { path: at('renewDeadlineSeconds'), given: deadline, allowed: `more than ${1.2 * retry}` };
    },
    SINCE,
  ),
];

/** In seconds; the defaults are the operator's. */
function timings({ spec }: ClusterView): Fields | undefined {
  if (!isSet(spec.primaryLease)) return undefined;
  const lease = fields(spec.primaryLease);
  return {
    duration: number(lease.leaseDurationSeconds, 15),
    deadline: number(lease.renewDeadlineSeconds, 10),
    retry: number(lease.retryPeriodSeconds, 2),
  };
}
