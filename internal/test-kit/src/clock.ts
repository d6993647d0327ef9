const DAY = 24 * 3600 * 1000;

/** The moment in which every test begins, whatever day it is: test-clock.cjs sets the clock of its processes to it. */
export const NOW = new Date(require('../src/clock-origin.cjs').NOW); // compiled, too, it stands in src

/** The day of every test, `YYYY-MM-DD`. */
export const TODAY = NOW.toISOString().slice(0, 10);

/** So many days after the day of every test, or before it. */
export function daysFromNow(days: number): Date {
  return new Date(NOW.getTime() + days * DAY);
}

/** The clock of the test as it goes on, in milliseconds since 1970: for what ends in seconds. */
export function clockTime(): number {
  return Date.now();
}
