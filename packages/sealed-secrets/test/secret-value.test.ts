import type { ModelSecretKey } from '@pgplatform/core';
import { valueProblems, withoutTrailingNewline } from '../src/secret-value';

const codes = (value: string | Buffer, rules: Partial<ModelSecretKey> = {}) =>
  valueProblems({ name: 'KEY', ...rules }, Buffer.from(value as string), 'KEY').map((problem) => problem.code);

it.each([
  'xxx',
  'XXXXXXXX',
  '***',
  '...',
  'changeme',
  'CHANGE-ME',
  'replace_me',
  '<your key>',
  '$' + '{ACCESS_KEY}',
  '$ACCESS_KEY',
  '$(cat key)',
  '{{ .Values.key }}',
  '%KEY%',
  'PLACEHOLDER-RUN-KUBESEAL',
  'todo',
  'Password',
  'my-secret',
  'your-access-key',
  'AKIAIOSFODNN7EXAMPLE',
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'undefined',
  '[object Object]',
])('%s is a placeholder', (value) => {
  expect(codes(value)).toEqual(['VALUE_PLACEHOLDER']);
});

it.each([
  'AKIAZ7PTYPTYPTYPTYPT',
  'AKIAZ7EXAMPLE0000000',
  'correct horse battery staple',
  'x',
  'tests3cr3t',
  'pässwörd-9',
  '$2b$10$abc',
])('%s is a value', (value) => {
  expect(codes(value)).toEqual([]);
});

it('one newline at the end is not part of the value, unless the key spans lines', () => {
  const strip = (value: string, multiline?: boolean) =>
    withoutTrailingNewline({ name: 'K', multiline }, Buffer.from(value)).toString();
  expect(strip('v\n')).toBe('v');
  expect(strip('v\r\n')).toBe('v');
  expect(strip('v\n\n')).toBe('v\n');
  expect(strip('v')).toBe('v');
  expect(strip('v\r')).toBe('v\r');
  expect(strip('v\n', true)).toBe('v\n');
});

it('lengths are bytes, both ends included', () => {
  expect(codes('é', { length: 2 })).toEqual([]);
  expect(codes('é', { length: 1 })).toEqual(['VALUE_LENGTH']);
  expect(codes('abc', { minLength: 3, maxLength: 3 })).toEqual([]);
  expect(codes('ab', { minLength: 3 })).toEqual(['VALUE_LENGTH']);
  expect(codes('abcd', { maxLength: 3 })).toEqual(['VALUE_LENGTH']);
});

it('the pattern matches the whole value', () => {
  expect(codes('abc1', { pattern: '[a-z]+|[a-z]+1' })).toEqual([]);
  expect(codes('abc!', { pattern: '[a-z]+' })).toEqual(['VALUE_PATTERN']);
  expect(codes(Buffer.from([0xff, 0xfe]), { pattern: '.*' })).toEqual(['VALUE_PATTERN']);
});

it('empty values, blanks around them and several lines are refused', () => {
  expect(codes('')).toEqual(['VALUE_EMPTY']);
  expect(codes(' v9')).toEqual(['VALUE_BLANKS']);
  expect(codes('v9\t')).toEqual(['VALUE_BLANKS']);
  expect(codes('a9\nb9')).toEqual(['VALUE_LINES']);
  expect(codes('a9\nb9\n', { multiline: true })).toEqual([]);
});

it('bytes that are no text are a value, unless it has lines', () => {
  expect(codes(Buffer.from([0xff, 0x0a, 0x20]))).toEqual([]);
  expect(codes(Buffer.from([0xff, 0x00]))).toEqual([]);
  expect(codes(Buffer.from([0x61, 0x0a, 0xff]), { multiline: true })).toEqual(['VALUE_ENCODING']);
});

it.each(['v\0', '\0v9', Buffer.from('v9', 'utf16le')])('text with a NUL byte is refused (%#)', (value) => {
  expect(codes(value)).toEqual(['VALUE_NUL']);
  expect(codes(value, { multiline: true })).toEqual(['VALUE_NUL']);
});

it('no problem repeats any part of the value', () => {
  for (const rules of [{ length: 3 }, { pattern: '[0-9]' }, { maxLength: 2 }]) {
    expect(JSON.stringify(valueProblems({ name: 'K', ...rules }, Buffer.from('hunter2'), 'K'))).not.toContain('hunter');
  }
});
