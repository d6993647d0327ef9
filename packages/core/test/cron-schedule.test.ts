import { CronSchedule } from '../src';

test('the factories put the second first', () => {
  expect(CronSchedule.daily(2).toString()).toBe('0 0 2 * * *');
  expect(CronSchedule.daily(23, 30).toString()).toBe('0 30 23 * * *');
  expect(CronSchedule.hourly(15).toString()).toBe('0 15 * * * *');
  expect(CronSchedule.weekly(0, 4).toString()).toBe('0 0 4 * * 0');
});

test('blanks are made single, and JSON keeps the text', () => {
  expect(CronSchedule.parse('  0\t0  2 * * * ').toString()).toBe('0 0 2 * * *');
  expect(JSON.stringify(CronSchedule.daily(2))).toBe('"0 0 2 * * *"');
});

test('five fields are refused with the effect that they would have', () => {
  expect(() => CronSchedule.parse('0 2 * * *')).toThrow(/CRON_FIVE_FIELDS[\s\S]*it would run every hour at minute 2/);
  expect(() => CronSchedule.parse('0 2 * * *')).toThrow(/Put the second in front: 0 0 2 \* \* \*/);
});

test('the effect is only named where it is true', () => {
  expect(() => CronSchedule.parse('0 2 * 1 *')).toThrow(/CRON_FIVE_FIELDS/);
  expect(() => CronSchedule.parse('0 2 * 1 *')).not.toThrow(/every hour/);
});

// All of these are accepted by robfig/cron v1.2.0, which the operator uses.
test.each([
  '*/30 * * * * *',
  '0 0 2 ? * MON-FRI',
  '0 0 0 1 jan,jul *',
  '0 5-59/10 8-18 * * 1-5',
  '59 59 23 31 12 6',
  '0 5/15 * * * *',
  '07 0 2 * * sun',
])('%s is accepted', (text) => {
  expect(CronSchedule.parse(text).toString()).toBe(text);
});

// All of these are refused by robfig/cron v1.2.0.
test.each([
  ['60 0 2 * * *', 'second'],
  ['0 60 2 * * *', 'minute'],
  ['0 0 24 * * *', 'hour'],
  ['0 0 2 0 * *', 'day of month'],
  ['0 0 2 32 * *', 'day of month'],
  ['0 0 2 * 13 *', 'month'],
  ['0 0 2 * * 7', 'day of week'],
  ['0 0 2 * * monday', 'day of week'],
  ['0 */0 2 * * *', 'minute'],
  ['0 30-10 2 * * *', 'minute'],
  ['0 1-2-3 2 * * *', 'minute'],
  ['0 1/2/3 2 * * *', 'minute'],
  ['0 -1 2 * * *', 'minute'],
  ['0 a 2 * * *', 'minute'],
])('%s is refused, and the problem names the field "%s"', (text, field) => {
  expect(() => CronSchedule.parse(text)).toThrow(`The field "${field}" is not valid.`);
});

test.each(['', '0', '@daily', '0 0 2 * * * *'])('"%s" does not have six fields', (text) => {
  expect(() => CronSchedule.parse(text)).toThrow(/CRON_INVALID[\s\S]*six fields/);
});

test('a factory refuses an hour that does not exist', () => {
  expect(() => CronSchedule.daily(24)).toThrow(/"hour"/);
  expect(() => CronSchedule.daily(1.5)).toThrow(/"hour"/);
});
