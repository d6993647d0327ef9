import { configError } from './config-error';

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: string[];
}

const FIELDS: Field[] = [
  { name: 'second', min: 0, max: 59 },
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/**
 * A schedule as the operator reads it: six fields, the SECOND first, in the operator's time zone (UTC).
 *
 * The operator accepts five fields too, and reads them as second to month: `0 2 * * *` would run every hour at minute 2. So five
 * fields are an error here. Source: robfig/cron v1.2.0; cloudnative-pg scheduledbackup_webhook.go.
 */
export class CronSchedule {
  /** Once a day, at an hour (0 to 23) and minute (0 to 59), UTC. */
  public static daily(hour: number, minute: number = 0): CronSchedule {
    return CronSchedule.parse(`0 ${minute} ${hour} * * *`);
  }

  /** Once an hour, at a minute (0 to 59). */
  public static hourly(minute: number = 0): CronSchedule {
    return CronSchedule.parse(`0 ${minute} * * * *`);
  }

  /** Once a week, on a day (0 is Sunday), at an hour and minute, UTC. */
  public static weekly(dayOfWeek: number, hour: number, minute: number = 0): CronSchedule {
    return CronSchedule.parse(`0 ${minute} ${hour} * * ${dayOfWeek}`);
  }

  /**
   * Six fields: second minute hour day-of-month month day-of-week.
   *
   * Throws a ConfigProblem `CRON_FIVE_FIELDS` or `CRON_INVALID`.
   */
  public static parse(text: string): CronSchedule {
    const fields = String(text).trim().split(/\s+/);
    if (fields.length === 5) {
      throw configError([
        {
          code: 'CRON_FIVE_FIELDS',
          path: '',
          message: `The operator's schedules have six fields, the second first; it would read these five as second, minute, hour, day and month${fiveFieldEffect(fields)}.`,
          given: text,
          allowed: 'second minute hour day-of-month month day-of-week',
          fix: `Put the second in front: 0 ${fields.join(' ')}`,
        },
      ]);
    }
    const bad = fields.length === FIELDS.length ? FIELDS.find((field, i) => !fits(fields[i], field)) : undefined;
    if (fields.length !== FIELDS.length || bad) {
      throw configError([
        {
          code: 'CRON_INVALID',
          path: '',
          message: bad ? `The field "${bad.name}" is not valid.` : 'A schedule has six fields.',
          given: String(text),
          allowed: bad
            ? `*, ${bad.min} to ${bad.max}, ranges a-b, steps /n, lists a,b`
            : 'second minute hour day-of-month month day-of-week',
          fix: "Write it as CronSchedule.daily(2) or CronSchedule.parse('0 0 2 * * *').",
        },
      ]);
    }
    return new CronSchedule(fields.join(' '));
  }

  private constructor(private readonly text: string) {}

  /** The six fields, separated by single blanks. */
  public toString(): string {
    return this.text;
  }

  /** The six fields, for JSON. */
  public toJSON(): string {
    return this.text;
  }
}

function fiveFieldEffect(fields: string[]): string {
  return /^\d+$/.test(fields[0]) && /^\d+$/.test(fields[1]) && fields.slice(2).every((field) => field === '*')
    ? `, so it would run every hour at minute ${fields[1]}`
    : '';
}

/** One field of robfig/cron v1: a list of `*`, `?`, values and ranges, each with an optional step. */
function fits(text: string, field: Field): boolean {
  return text.split(',').every((part) => {
    const [range, step, more] = part.split('/');
    if (more !== undefined || (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))) {
      return false;
    }
    if (range === '*' || range === '?') {
      return true;
    }
    const [from, to, extra] = range.split('-').map((value) => numberOf(value, field));
    return (
      extra === undefined &&
      range.split('-').length <= 2 &&
      from !== undefined &&
      (range.includes('-') ? to !== undefined && from <= to : true)
    );
  });
}

function numberOf(text: string, field: Field): number | undefined {
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  const value = named >= 0 ? named + field.min : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= field.min && value <= field.max ? value : undefined;
}
