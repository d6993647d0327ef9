/** The schedule of base backups: six fields, the second first, in the operator's time zone (UTC unless its Deployment sets another). */
export class BackupSchedule {
  constructor(public readonly cron: string) {}

  /** The schedule in words. */
  public get words(): string {
    const [second, minute, hour, , , weekday] = this.cron.split(' ');
    const time = [hour, minute, second].map((field) => field.padStart(2, '0')).join(':');
    switch (this.period) {
      case 'hour':
        return `every hour at minute ${minute}`;
      case 'day':
        return `every day at ${time} UTC`;
      case 'week':
        return `every week on day ${weekday} (0 is Sunday) at ${time} UTC`;
      default:
        return 'as the schedule says';
    }
  }

  /** After how many hours without a new backup one is missing: the period and two hours. Nothing for schedules without a fixed period. */
  public get overdueHours(): number | undefined {
    return this.period && { hour: 1, day: 24, week: 7 * 24 }[this.period] + 2;
  }

  private get period(): 'hour' | 'day' | 'week' | undefined {
    const fixed = (pattern: RegExp) => pattern.test(this.cron);
    if (fixed(/^\d+ \d+ \* [*?] \* [*?]$/)) return 'hour';
    if (fixed(/^\d+ \d+ \d+ [*?] \* [*?]$/)) return 'day';
    if (fixed(/^\d+ \d+ \d+ [*?] \* \d$/)) return 'week';
    return undefined;
  }
}
