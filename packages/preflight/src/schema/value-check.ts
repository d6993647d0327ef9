import { LONGEST_AMOUNT, plainText } from '@pgplatform/core';
import type { FactNode } from '@pgplatform/facts';
import { parseQuantity } from '../quantity';
import { formatProblem, formatRange } from './scalar-format';

/** The JSON type of a value, `integer` for whole numbers. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'bigint') return 'integer';
  return typeof value;
}

/** Whether a value has the type of its node. */
export function hasType(node: FactNode, value: unknown): boolean {
  const type = typeOf(value);
  switch (node.type) {
    case undefined:
      return true;
    case 'number':
      return type === 'number' || type === 'integer';
    case 'int-or-string':
      return type === 'integer' || type === 'string';
    case 'quantity':
      return type === 'integer' || type === 'number' || type === 'string';
    default:
      return type === node.type;
  }
}

/** The value of the wanted type that says the same, when there is no doubt: `100` for `"100"`, `"100"` for `100`. */
export function sameValueAs(type: string | undefined, value: unknown): unknown {
  if (type === 'string') {
    return typeof value === 'boolean' || Number.isSafeInteger(value) ? plainText(value) : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (type === 'integer' && /^-?(0|[1-9]\d{0,14})$/.test(value)) return Number(value);
  if (type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  return undefined;
}

/** What is allowed instead of a text's or a number's value that is out of bounds, in words. */
export function boundProblem(node: FactNode, value: unknown): string | undefined {
  if (typeof value === 'number') {
    const range = node.type === 'integer' || node.type === 'number' ? formatRange(node.format) : undefined;
    return outside(value, node.minimum ?? range?.[0], node.maximum ?? range?.[1], '');
  }
  if (typeof value === 'string') {
    if (node.minLength === undefined && node.maxLength === undefined) return undefined;
    return outside([...value].length, node.minLength, node.maxLength, ' characters');
  }
  if (Array.isArray(value)) return outside(value.length, node.minItems, node.maxItems, ' items');
  return outside(Object.keys(value as object).length, node.minProperties, node.maxProperties, ' fields');
}

function outside(count: number, least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if ((least === undefined || count >= least) && (most === undefined || count <= most)) return undefined;
  if (most === undefined) return `at least ${least}${unit}`;
  return least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`;
}

/** What form a text should have, when it has another one. */
export function formProblem(node: FactNode, pattern: RegExp | undefined, text: string): string | undefined {
  if (node.type === 'quantity' && parseQuantity(text.length > LONGEST_AMOUNT ? text : text.replace(/^ +| +$/g, '')) === undefined)
    return 'a quantity such as 500m or 10Gi';
  return pattern && !pattern.test(text) ? node.pattern : formatProblem(node.format, text);
}
