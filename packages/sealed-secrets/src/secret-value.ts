import { isUtf8 } from 'node:buffer';
import type { ConfigProblem, ModelSecretKey } from '@pgplatform/core';

/** What people type when they mean to come back later. Whole values, any case. */
const PLACEHOLDERS = [
  /^([x*._?#-])\1{2,}$/i,
  /^(change|replace|fill)[-_ ]?(me|this|in)\b.*$/i,
  /^(placeholder|todo|tbd|fixme|example|dummy|sample|redacted|hidden|masked|insert|your)([-_ ].*)?$/i,
  /^my[-_ ]?(secret|password|key).*$/i,
  /^(password|passw0rd|secret|test|testing|foo|bar|foobar|none|null|nil|undefined|n\/a|nan|true|false|\[object object\])$/i,
  /^<.*>$/s,
  /^\$\{.*\}$/s,
  /^\$\(.*\)$/s,
  /^\$[A-Za-z_][A-Za-z0-9_]*$/,
  /^\{\{.*\}\}$/s,
  /^%[A-Za-z_]+%$/,
  /^.*EXAMPLE(KEY)?$/, // the keys of AWS' own documentation
];

/**
 * The value without the newline that editors, `echo` and here-documents add: one LF or CRLF at the end, unless the key spans lines.
 */
export function withoutTrailingNewline(key: ModelSecretKey, value: Buffer): Buffer {
  if (key.multiline || value.at(-1) !== 0x0a) {
    return value;
  }
  return value.subarray(0, value.at(-2) === 0x0d ? -2 : -1);
}

/** What is wrong with a value. The problems say lengths and rules, never any part of the value. */
export function valueProblems(key: ModelSecretKey, value: Buffer, path: string): ConfigProblem[] {
  const text = value.toString('utf8');
  const refuse = (code: string, message: string, fix: string, more: Partial<ConfigProblem> = {}) => [
    { code, path, message, fix, ...more },
  ];
  if (value.length === 0) {
    return refuse('VALUE_EMPTY', 'The value is empty.', 'Give the value.');
  }
  if (PLACEHOLDERS.some((placeholder) => placeholder.test(text))) {
    return refuse('VALUE_PLACEHOLDER', 'The value is a placeholder.', 'Give the real value.');
  }
  const isText = isUtf8(value);
  if (isText && value.includes(0)) {
    return refuse(
      'VALUE_NUL',
      'The value is text with a NUL byte in it, such as UTF-16: whoever reads it ends there.',
      'Give it as UTF-8, without NUL.',
    );
  }
  if (!isText && key.multiline) {
    return refuse('VALUE_ENCODING', 'The value has lines, so it is text, but it is not UTF-8.', 'Give it as UTF-8.');
  }
  if (!key.multiline && isText && /[\r\n]/.test(text)) {
    return refuse('VALUE_LINES', 'The value has more than one line.', 'Give one line, or declare the key with multiline: true.');
  }
  if (!key.multiline && isText && text !== text.trim()) {
    return refuse('VALUE_BLANKS', 'The value begins or ends with a blank.', 'Give it without blanks around it.');
  }
  const lengths = lengthRule(key);
  if (!lengthFits(key, value.length)) {
    return refuse('VALUE_LENGTH', 'The value has the wrong length.', 'Check that it is the value of this key, and complete.', {
      given: bytes(value.length),
      allowed: lengths,
    });
  }
  if (key.pattern !== undefined && !(isText && new RegExp(`^(?:${key.pattern})$`, 'u').test(text))) {
    return refuse('VALUE_PATTERN', 'The value does not match the pattern.', 'Check that it is the value of this key.', {
      allowed: key.pattern,
    });
  }
  return [];
}

/** Whether a length is one that the key's rules allow. */
export function lengthFits(key: ModelSecretKey, length: number): boolean {
  if (key.publicValue !== undefined) {
    return length === Buffer.byteLength(key.publicValue);
  }
  return key.length !== undefined
    ? length === key.length
    : length >= (key.minLength ?? 1) && length <= (key.maxLength ?? Number.POSITIVE_INFINITY);
}

/** The key's rule of lengths, in words. */
export function lengthRule(key: ModelSecretKey): string {
  if (key.publicValue !== undefined) {
    return bytes(Buffer.byteLength(key.publicValue));
  }
  if (key.length !== undefined) {
    return bytes(key.length);
  }
  const least = key.minLength ?? 1;
  return key.maxLength === undefined ? `at least ${bytes(least)}` : `${least} to ${bytes(key.maxLength)}`;
}

function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}
