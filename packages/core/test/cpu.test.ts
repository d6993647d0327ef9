import { Cpu } from '../src';

test.each([
  [Cpu.cores(2), '2', 2000, '2'],
  [Cpu.cores(0.5), '0.5', 500, '500m'],
  [Cpu.millis(250), '250m', 250, '250m'],
  [Cpu.millis(1000), '1000m', 1000, '1'],
  [Cpu.parse('1.5'), '1.5', 1500, '1500m'],
])('%s is written %s, is %d thousandths, and canonically %s', (cpu, text, millis, canonical) => {
  expect(cpu.toString()).toBe(text);
  expect(JSON.parse(JSON.stringify(cpu))).toBe(text);
  expect(cpu.toMillis()).toBe(millis);
  expect(cpu.toQuantity()).toBe(canonical);
});

test('amounts of CPU compare by value', () => {
  expect(Cpu.cores(1).compareTo(Cpu.millis(1000))).toBe(0);
  expect(Cpu.millis(250).compareTo(Cpu.cores(2))).toBeLessThan(0);
  expect(Cpu.cores(10).compareTo(Cpu.cores(9))).toBeGreaterThan(0);
});

test.each(['0', '-1', '0.5m', '2 cores', '', 'NaN', '100u', '1e300'])('"%s" is refused', (text) => {
  expect(() => Cpu.parse(text)).toThrow(/CPU_INVALID/);
});

test.each([Number.NaN, 0, -1, 0.0001, Number.POSITIVE_INFINITY])('%d cores are refused', (amount) => {
  expect(() => Cpu.cores(amount)).toThrow(/CPU_INVALID/);
});
