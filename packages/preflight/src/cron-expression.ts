import { LONGEST_AMOUNT } from '@pgplatform/core';
import { atoi } from './go-number';

interface Bounds {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly Bounds[] = [
  { name: 'second', min: 0, max: 59 },
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/**
 * Why the operator's cron library refuses a schedule, or undefined when it takes it.
 *
 * Five or six fields, the first one seconds, or a descriptor (robfig/cron v1.2.0 parser.go Parse).
 */
export function cronProblem(schedule: string): string | undefined {
  if (schedule === '') return 'it is empty';
  if (schedule.length > LONGEST_AMOUNT) return `it is longer than ${LONGEST_AMOUNT} letters`;
  if (schedule.startsWith('@')) return descriptorProblem(schedule);
  const given = cronFields(schedule);
  if (given.length < 5 || given.length > 6) return `it has ${given.length} fields`;
  for (const [index, field] of given.entries()) {
    const bounds = FIELDS[index];
    const bad = field.split(',').find((range) => range !== '' && !isRange(range, bounds));
    if (bad !== undefined) return `${bad} is no ${bounds.name}`;
  }
  return undefined;
}

/** The fields of a schedule. */
export function cronFields(schedule: string): string[] {
  return schedule.split(/\s+/).filter((field) => field !== '');
}

function isRange(range: string, bounds: Bounds): boolean {
  const [ends, stepText, ...moreSteps] = range.split('/');
  const [low, high, ...moreEnds] = ends.split('-');
  const step = stepText === undefined ? 1 : atoi(stepText);
  if (moreSteps.length > 0 || step === undefined || step < 1) return false;
  if (low === '*' || low === '?') return true;
  const start = numberOrName(low, bounds);
  const end = high === undefined ? (stepText === undefined ? start : bounds.max) : numberOrName(high, bounds);
  return (
    moreEnds.length === 0 && start !== undefined && end !== undefined && start >= bounds.min && end <= bounds.max && start <= end
  );
}

function numberOrName(value: string, { names = [] }: Bounds): number | undefined {
  const named = value === '' ? -1 : names.indexOf(value.toLowerCase());
  return named >= 0 ? named : atoi(value);
}

function descriptorProblem(descriptor: string): string | undefined {
  if (DESCRIPTORS.includes(descriptor)) return undefined;
  if (!descriptor.startsWith('@every ')) return 'it is no known descriptor';
  return isDuration(descriptor.slice('@every '.length)) ? undefined : 'it is no duration';
}

const NANOSECONDS = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);

/** Go's time.ParseDuration. */
function isDuration(value: string): boolean {
  const unsigned = value.replace(/^[+-]/, '');
  if (unsigned === '0') return true;
  if (!/^((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/.test(unsigned)) return false;
  let total = 0;
  for (const [, amount, unit] of unsigned.matchAll(/([\d.]+)([^\d.]+)/g)) total += Number(amount) * NANOSECONDS.get(unit)!;
  return total < 2 ** 63;
}
