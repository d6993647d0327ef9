import { LONGEST_AMOUNT } from '@pgplatform/core';
import { atoi } from './go-number';

/**
 * Whether the operator takes a text for a recovery target time.
 *
 * It tries PostgreSQL's own output format as lib/pq reads it, which lets months and hours overflow, then RFC 3339 with or
 * without a zone (cloudnative-pg/machinery pkg/types ParseTargetTime).
 */
export function isRecoveryTime(value: string): boolean {
  return value.length <= LONGEST_AMOUNT && (isPostgresTimestamp(value) || isRfc3339(value));
}

function isPostgresTimestamp(value: string): boolean {
  const dash = value.indexOf('-');
  const isNumber = (start: number, end: number) =>
    end <= value.length && start <= end && atoi(value.slice(start, end)) !== undefined;
  const at = (offset: number) => dash + offset;
  if (dash < 0 || !isNumber(0, dash) || !isNumber(at(1), at(3)) || value[at(3)] !== '-' || !isNumber(at(4), at(6))) return false;
  const beforeChrist = value.endsWith(' BC');
  if (value.length > at(6) + (beforeChrist ? 3 : 0)) {
    if (value[at(6)] !== ' ' || value[at(9)] !== ':' || value[at(12)] !== ':') return false;
    if (!isNumber(at(7), at(9)) || !isNumber(at(10), at(12)) || !isNumber(at(13), at(15))) return false;
  }
  let end = at(15);
  if (value[end] === '.') {
    const fraction = /^[^-+Z ]*/.exec(value.slice(end + 1))![0].length;
    if (!isNumber(end + 1, end + 1 + fraction)) return false;
    end += fraction + 1;
  }
  if (value[end] === '-' || value[end] === '+') {
    if (!isNumber(end + 1, end + 3)) return false;
    end += 3;
    for (let part = 0; part < 2 && value[end] === ':'; part++) {
      if (!isNumber(end + 1, end + 3)) return false;
      end += 3;
    }
  } else if (value[end] === 'Z') {
    end += 1;
  }
  return end + (beforeChrist ? 3 : 0) >= value.length;
}

/** Whether a text is a time of RFC 3339 as Go's `time.Parse` takes it, with or without a zone. */
export function isRfc3339(value: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))?$/.exec(value);
  if (!match || value.length > LONGEST_AMOUNT) return false;
  const [year, month, day, hour, minute, second, zoneHour, zoneMinute] = match.slice(1).map((part) => Number(part ?? 0));
  const days =
    month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return day >= 1 && day <= (days ?? 0) && hour < 24 && minute < 60 && second < 60 && zoneHour <= 24 && zoneMinute <= 60;
}
