import { X509Certificate } from 'node:crypto';
import { clockTime, daysFromNow, NOW, run, TODAY, temporaryDirectory, throwawayKey } from '../src';

const HOUR = 3600 * 1000;
const CLOCK = require.resolve('../src/test-clock.cjs');

it('the clock of a test is that of every test, and goes on', () => {
  const before = clockTime();
  expect([before >= NOW.getTime(), before < NOW.getTime() + 12 * HOUR]).toEqual([true, true]);
  expect(Date.now() >= before).toBe(true);
  expect(new Date().toISOString().slice(0, 10)).toBe(TODAY);
  expect(Date().slice(11, 15)).toBe('2026');
});

it('other dates are what they were', () => {
  expect(new Date(2020, 1, 2).getFullYear()).toBe(2020);
  expect(Date.parse('1970-01-01T00:00:01Z')).toBe(1000);
  expect([new Date() instanceof Date, new Date(0).constructor === Date]).toEqual([true, true]);
  expect(new Date(0)).toEqual(new Date(Date.UTC(1970, 0, 1)));
});

it('a process that a test starts has the same clock', async () => {
  const before = clockTime();
  const { stdout } = await run(process.execPath, ['-r', CLOCK, '-p', 'Date.now()'], { cwd: temporaryDirectory() });
  expect([Number(stdout) >= before, Number(stdout) <= clockTime()]).toEqual([true, true]);
});

it('a certificate is valid by that clock', () => {
  const { validFrom, validTo } = new X509Certificate(throwawayKey().certificate);
  expect([new Date(validFrom), new Date(validTo)]).toEqual([daysFromNow(-1), daysFromNow(3650)]);
});
