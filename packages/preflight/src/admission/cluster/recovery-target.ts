import type { Violation } from '../../finding';
import { atoi, isUint } from '../../go-number';
import { isRecoveryTime } from '../../recovery-time';
import { byteLength, type Fields, fields, isSet, text } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const rule = clusterRules('validateRecoveryTarget');
const at = (field: string) => ['spec', 'bootstrap', 'recovery', 'recoveryTarget', field];
const HARDENED = ['1.28.3', '1.29.1', '1.30.0'];

/** CL-PITR: the point in time a recovery stops at. */
export const recoveryTargetRules = [
  rule(
    'CL-PITR-1',
    'A recovery has one target.',
    'Keep one of targetImmediate, targetLSN, targetName, targetXID and targetTime.',
    ofTarget(function* (target) {
      const given = ['targetLSN', 'targetName', 'targetXID', 'targetTime'].filter((field) => text(target[field]) !== '');
      if (isSet(target.targetImmediate)) given.unshift('targetImmediate');
      if (given.length > 1) yield { path: at('').slice(0, -1), given, allowed: 'one target' };
    }),
  ),
  rule(
    'CL-PITR-2',
    'The target time is a timestamp.',
    'Write it as in 2026-08-01T12:00:00Z or 2026-08-01 12:00:00.000000+00.',
    ofTarget(function* ({ targetTime }) {
      if (text(targetTime) !== '' && !isRecoveryTime(targetTime)) {
        yield { path: at('targetTime'), given: targetTime, allowed: 'RFC 3339, or YYYY-MM-DD HH:MM:SS with an offset' };
      }
    }),
  ),
  rule(
    'CL-PITR-3',
    'The target LSN is two hexadecimal numbers with a slash between them.',
    'Write it as in 0/3000000.',
    ofTarget(function* ({ targetLSN }) {
      const parts = text(targetLSN).split('/');
      if (text(targetLSN) !== '' && !(parts.length === 2 && parts.every((part) => isUint(part, 16, 64)))) {
        yield { path: at('targetLSN'), given: targetLSN, allowed: 'hexadecimal/hexadecimal' };
      }
    }),
  ),
  rule(
    'CL-PITR-4',
    'The target transaction is a 32-bit number.',
    'Give a number from 0 to 4294967295.',
    ofTarget(function* ({ targetXID }) {
      if (text(targetXID) !== '' && !isUint(targetXID, 10, 32)) {
        yield { path: at('targetXID'), given: targetXID, allowed: '0 to 4294967295' };
      }
    }),
    { since: HARDENED },
  ),
  rule(
    'CL-PITR-5',
    'The name of a restore point is shorter than 64 bytes.',
    'Use the name the restore point was created with.',
    ofTarget(function* ({ targetName }) {
      if (byteLength(text(targetName)) >= 64) yield { path: at('targetName'), given: targetName, allowed: 'up to 63 bytes' };
    }),
    { since: HARDENED },
  ),
  rule(
    'CL-PITR-6',
    'The name of a restore point holds no control characters.',
    'Remove line breaks and other control characters.',
    ofTarget(function* ({ targetName }) {
      if (hasControlCharacter(text(targetName))) {
        yield { path: at('targetName'), given: targetName, allowed: 'printable characters' };
      }
    }),
    { since: HARDENED },
  ),
  rule(
    'CL-PITR-7',
    'Only a time or an LSN tells which backup to start from.',
    'Give backupID, or recover from volume snapshots.',
    ofTarget(function* ({ backupID, targetName, targetXID, targetImmediate }, { bootstrap }) {
      const byLabel = text(targetName) !== '' || text(targetXID) !== '' || isSet(targetImmediate);
      if (byLabel && !isSet(fields(bootstrap.recovery).volumeSnapshots) && text(backupID) === '') {
        yield { path: at('backupID'), allowed: 'the id of the base backup' };
      }
    }),
  ),
  rule(
    'CL-PITR-8',
    'The target timeline is `latest` or a positive number.',
    'Use latest, or the number of the timeline.',
    ofTarget(function* ({ targetTLI }) {
      const timeline = text(targetTLI);
      if (timeline !== '' && timeline !== 'latest' && !((atoi(timeline) ?? 0) >= 1)) {
        yield { path: at('targetTLI'), given: timeline, allowed: 'latest, or a positive number' };
      }
    }),
  ),
];

function ofTarget(check: (target: Fields, view: ClusterView) => Iterable<Violation>) {
  return (view: ClusterView): Iterable<Violation> => {
    const { recoveryTarget } = fields(view.bootstrap.recovery);
    return isSet(recoveryTarget) ? check(fields(recoveryTarget), view) : [];
  };
}

function hasControlCharacter(name: string): boolean {
  return [...name].some((char) => char < ' ' || char === '\u007f');
}
