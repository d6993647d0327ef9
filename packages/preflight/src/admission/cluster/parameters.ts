import { FIXED_PARAMETERS } from '@pgplatform/facts';
import type { Violation } from '../../finding';
import { postgresBoolean, postgresSize } from '../../postgres-value';
import { fields } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';
import { volumeSize } from './storage';

const rule = clusterRules('validateConfiguration');
const sizeRule = clusterRules('validateWalSizeConfiguration');
const at = (name: string) => ['spec', 'postgresql', 'parameters', name];
const NAME = /^[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)?$/;
const SIZE = 'a number and kB, MB, GB or TB';

/**
 * CL-CFG: PostgreSQL parameters. The operator looks at none of them while it cannot tell the PostgreSQL version; archive_mode it
 * overwrites, which is a rule of ours (P-31).
 */
export const parameterRules = [
  rule(
    'CL-CFG-1',
    'The operator sets this parameter itself.',
    'Remove it.',
    configured(function* ({ parameters }, configuration) {
      for (const name of Object.keys(parameters)) {
        const value = parameters[name];
        if (!FIXED_PARAMETERS.has(name) || value === configuration[name]) continue;
        const allowed =
          configuration[name] === undefined ? 'nothing' : `nothing, or the operator's own ${JSON.stringify(configuration[name])}`;
        yield { path: at(name), given: value, allowed, edits: [{ path: at(name) }] };
      }
    }),
  ),
  rule(
    'CL-CFG-2',
    'The name of a parameter is a PostgreSQL name, with at most one dot in it.',
    'Correct the name.',
    configured(function* ({ parameters }) {
      for (const name of Object.keys(parameters)) {
        if (!NAME.test(name))
          yield { path: at(name), given: name, allowed: 'letters, digits, _ and $, one dot between two names' };
      }
    }),
    { since: ['1.28.4', '1.29.2', '1.30.0'] },
  ),
  rule(
    'CL-CFG-3',
    'wal_level is minimal, replica or logical.',
    'Use one of the three.',
    configured(function* (_, { wal_level: level }) {
      if (!isWalLevel(level)) yield { path: at('wal_level'), given: level, allowed: 'minimal, replica, logical' };
    }),
  ),
  rule(
    'CL-CFG-4',
    'Archiving, standbys and replica clusters need more than the minimal WAL.',
    'Use replica or logical.',
    configured(function* ({ instances, isReplica }, { wal_level: level, archive_mode: archiving }) {
      if (level === 'minimal' && (instances > 1 || archiving !== 'off' || isReplica)) {
        yield { path: at('wal_level'), given: level, allowed: 'replica, logical' };
      }
    }),
  ),
  rule(
    'CL-CFG-5',
    'With the minimal WAL there is nothing to send.',
    'Set max_wal_senders to "0", or raise wal_level.',
    configured(function* (_, { wal_level: level, max_wal_senders: senders }) {
      if (level === 'minimal' && senders !== '0') yield { path: at('max_wal_senders'), given: senders, allowed: '"0"' };
    }),
  ),
  rule(
    'CL-CFG-6',
    'shared_buffers is a number of MB, or a number with a unit.',
    'Write it as in 256MB.',
    configured(function* ({ parameters: { shared_buffers: size = '' } }) {
      if (size === '' || postgresSize(size) !== undefined) return;
      const edits = /^\d+ *[kMGT]$/.test(size) ? [{ path: at('shared_buffers'), value: `${size}B` }] : undefined;
      yield { path: at('shared_buffers'), given: size, allowed: SIZE, edits };
    }),
  ),
  rule(
    'CL-CFG-7',
    'The parameter is a PostgreSQL boolean.',
    'Use on or off.',
    configured(function* ({ parameters }) {
      for (const name of ['hot_standby_feedback', 'sync_replication_slots', 'wal_log_hints']) {
        const value = parameters[name];
        if (value !== undefined && postgresBoolean(value) === undefined)
          yield { path: at(name), given: value, allowed: 'on, off' };
      }
    }),
  ),
  rule(
    'CL-CFG-8',
    'More than one instance needs wal_log_hints, or pg_rewind could not bring a former primary back.',
    'Use on, or remove it.',
    configured(function* ({ instances, parameters: { wal_log_hints: hints = 'on' } }) {
      if (instances > 1 && postgresBoolean(hints) === false) {
        yield { path: at('wal_log_hints'), given: hints, allowed: 'on', edits: [{ path: at('wal_log_hints'), value: 'on' }] };
      }
    }),
  ),
  sizeRule(
    'CL-CFG-9',
    'min_wal_size (80MB when not given) is below max_wal_size (1GB when not given), both with a unit.',
    'Correct the sizes.',
    configured(function* (view) {
      const [min, max] = [walSize(view, 'min_wal_size', '80MB'), walSize(view, 'max_wal_size', '1GB')];
      for (const { name, value, size } of [min, max]) {
        if (size === undefined) yield { path: at(name), given: value, allowed: SIZE };
      }
      if (min.size && max.size && min.size >= max.size) {
        yield { path: at('min_wal_size'), given: min.value, allowed: `less than max_wal_size (${max.value})` };
      }
    }),
  ),
  sizeRule(
    'CL-CFG-10',
    'WAL sizes that are given fit into the WAL volume.',
    'Lower the parameter, or enlarge walStorage.',
    configured(function* (view) {
      const volume = volumeSize(fields(view.spec.walStorage));
      if (volume === undefined) return;
      for (const { name, value, size, given } of [walSize(view, 'min_wal_size', '80MB'), walSize(view, 'max_wal_size', '1GB')]) {
        if (given && size && size >= volume) yield { path: at(name), given: value, allowed: 'less than the size of walStorage' };
      }
    }),
  ),
];

function configured(check: (view: ClusterView, configuration: { readonly [name: string]: string }) => Iterable<Violation>) {
  return (view: ClusterView): Iterable<Violation> => (view.major === undefined ? [] : check(view, view.configured()));
}

function isWalLevel(level: string): boolean {
  return ['minimal', 'replica', 'logical'].includes(level);
}

function walSize({ parameters }: ClusterView, name: string, otherwise: string) {
  const value = parameters[name] || otherwise;
  return { name, value, size: postgresSize(value), given: Boolean(parameters[name]) };
}
