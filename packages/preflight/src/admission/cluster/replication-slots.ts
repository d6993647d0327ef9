import { goRegexpProblem } from '../../go-regexp';
import { usesFailoverSlots } from '../../postgres-parameters';
import { postgresBoolean } from '../../postgres-value';
import { type Fields, fields, isSet, items } from '../../shape';
import { clusterRules } from './cluster-view';

const SYNCHRONIZE = ['spec', 'replicationSlots', 'highAvailability', 'synchronizeLogicalDecoding'];
const at = (name: string) => ['spec', 'postgresql', 'parameters', name];
const failoverSlotsRule = clusterRules('validatePgFailoverSlots');

/** CL-SLOT and CL-FOS: replication slots that survive a failover. */
export const replicationSlotRules = [
  clusterRules('validateReplicationSlots')(
    'CL-SLOT-1',
    'What is kept from synchronisation is a regular expression of Go (RE2).',
    'Correct the pattern.',
    function* ({ spec }) {
      const { synchronizeReplicas, highAvailability } = fields(spec.replicationSlots);
      if (!isEnabled(synchronizeReplicas) && !isEnabled(highAvailability)) return;
      for (const [index, pattern] of items(fields(synchronizeReplicas).excludePatterns).entries()) {
        const problem = typeof pattern === 'string' ? goRegexpProblem(pattern) : undefined;
        if (!problem) continue;
        const path = ['spec', 'replicationSlots', 'synchronizeReplicas', 'excludePatterns', index];
        yield { path, given: pattern, allowed: 'a regular expression', why: `The pattern is no regular expression: ${problem}.` };
      }
    },
  ),
  clusterRules('validateSynchronizeLogicalDecoding')(
    'CL-SLOT-2',
    'Logical decoding slots are synchronised by PostgreSQL 17 with two parameters on, or by pg_failover_slots.',
    'Set hot_standby_feedback and sync_replication_slots to on, or configure pg_failover_slots.',
    function* ({ spec, parameters, major }) {
      const { synchronizeLogicalDecoding } = fields(fields(spec.replicationSlots).highAvailability);
      if (synchronizeLogicalDecoding !== true || usesFailoverSlots(parameters) || major === undefined) return;
      if (major < 17) {
        yield { path: SYNCHRONIZE, given: true, allowed: 'false before PostgreSQL 17 without pg_failover_slots' };
        return;
      }
      for (const name of ['hot_standby_feedback', 'sync_replication_slots']) {
        if (!isOn(parameters, name)) yield { path: at(name), given: parameters[name], allowed: 'on' };
      }
    },
  ),
  failoverSlotsRule(
    'CL-FOS-1',
    'pg_failover_slots needs hot_standby_feedback and the high-availability slots.',
    'Set hot_standby_feedback to on, and leave replicationSlots.highAvailability enabled.',
    function* ({ spec, parameters }) {
      if (!usesFailoverSlots(parameters)) return;
      if (!isOn(parameters, 'hot_standby_feedback')) {
        yield { path: at('hot_standby_feedback'), given: parameters.hot_standby_feedback, allowed: 'on' };
      }
      const { highAvailability } = fields(spec.replicationSlots);
      if (!isSet(highAvailability) || !isEnabled(highAvailability)) {
        yield { path: ['spec', 'replicationSlots', 'highAvailability', 'enabled'], given: false, allowed: 'true' };
      }
    },
  ),
];

/** Enabled unless it says otherwise, also when it is not there. */
export function isEnabled(section: unknown): boolean {
  return fields(section).enabled !== false;
}

function isOn(parameters: Fields, name: string): boolean {
  return postgresBoolean(parameters[name] ?? '') === true;
}
