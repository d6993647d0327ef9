import { Size } from '../src';

test.each([
  [Size.kibibytes(4), '4Ki', 4096],
  [Size.mebibytes(512), '512Mi', 512 * 1024 ** 2],
  [Size.gibibytes(50), '50Gi', 50 * 1024 ** 3],
  [Size.tebibytes(2), '2Ti', 2 * 1024 ** 4],
  [Size.gibibytes(1.5), '1.5Gi', 1.5 * 1024 ** 3],
  [Size.parse('500M'), '500M', 500_000_000],
  [Size.parse('1e9'), '1e9', 1_000_000_000],
])('%s prints the unit the user wrote, %s, and is %d bytes', (size, text, bytes) => {
  expect(String(size)).toBe(text);
  expect(JSON.parse(JSON.stringify(size))).toBe(text);
  expect(size.toBytes()).toBe(bytes);
});

test('a manifest gets the canonical form, however the size was written', () => {
  expect(Size.mebibytes(1024).toQuantity()).toBe('1Gi');
  expect(Size.gibibytes(1.5).toQuantity()).toBe('1536Mi');
  expect(Size.mebibytes(500).toQuantity()).toBe('500Mi');
});

test('sizes compare by their bytes, not by their text', () => {
  expect(Size.parse('1024Mi').compareTo(Size.gibibytes(1))).toBe(0);
  expect(Size.parse('1000M').compareTo(Size.gibibytes(1))).toBeLessThan(0);
  expect(Size.gibibytes(9).compareTo(Size.gibibytes(10))).toBeLessThan(0);
  expect(Size.tebibytes(1).compareTo(Size.gibibytes(1000))).toBeGreaterThan(0);
});

test.each([Number.NaN, 0, -1, Number.POSITIVE_INFINITY, 0.1, 1e21])('%d gibibytes are refused', (amount) => {
  expect(() => Size.gibibytes(amount)).toThrow(/SIZE_INVALID/);
});

test.each(['0', '-1Gi', '0Gi', '1.5', '10 Gi', 'big', '', '8Pi'])('"%s" is refused', (text) => {
  expect(() => Size.parse(text)).toThrow(/SIZE_INVALID/);
});

test.each([
  ['10Gb', '10Gi'],
  ['10GB', '10Gi'],
  ['10gb', '10Gi'],
  ['512MiB', '512Mi'],
  ['4kb', '4Ki'],
])('%s is refused with the Kubernetes spelling %s', (text, spelling) => {
  expect(() => Size.parse(text)).toThrow(`use ${spelling}.`);
  expect(Size.parse(spelling).toBytes()).toBeGreaterThan(0);
});

test('a number instead of a text is refused with what to write', () => {
  expect(() => Size.parse(10 as any)).toThrow(/Size\.gibibytes\(50\)/);
});
