import { isDeepStrictEqual } from 'node:util';
import { createContext, Script } from 'node:vm';
import { plainText } from '@pgplatform/core';

/** One thing that a schema has against a value. */
export type SchemaMistake = {
  /** For people: `spec.storage.size`. */
  readonly path: string;
  /** The same as a JSON Pointer. */
  readonly pointer: string;
  readonly given?: unknown;
  readonly allowed?: string;
  readonly why: string;
};

type Step = string | number;
type Report = (at: readonly Step[], why: string, given?: unknown, allowed?: string) => void;

/** The parts of an object that the API server checks itself, whatever a schema says. */
const ROOT_FIELDS = ['apiVersion', 'kind', 'metadata'];

/** What a structural schema of a CustomResourceDefinition says against an object, with unknown fields (strict validation). */
export function schemaMistakes(object: any, schema: any): SchemaMistake[] {
  const mistakes: SchemaMistake[] = [];
  const report: Report = (at, why, given, allowed) => {
    const path = at.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
    const pointer = at.map((step) => `/${plainText(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
    mistakes.push({ path: path.replace(/^\./, ''), pointer, why, given, allowed });
  };
  const rest = Object.fromEntries(Object.entries(object).filter(([name]) => !ROOT_FIELDS.includes(name)));
  const { apiVersion, kind, metadata, ...properties } = schema.properties ?? {};
  const required = (schema.required ?? []).filter((name: string) => !ROOT_FIELDS.includes(name));
  visit(rest, { ...schema, properties, required }, [], report);
  return mistakes;
}

function visit(value: any, schema: any, at: readonly Step[], report: Report): void {
  if (value === null && schema.nullable) return;
  if (!hasType(value, schema)) {
    report(
      at,
      'The value is not of the type in the schema.',
      value === null ? 'null' : value,
      schema['x-kubernetes-int-or-string'] ? 'integer or string' : schema.type,
    );
    return;
  }
  scalar(value, schema, at, report);
  if (Array.isArray(value)) {
    bounds(value.length, schema.minItems, schema.maxItems, 'items', at, report);
    for (const [index, item] of schema.items ? value.entries() : []) visit(item, schema.items, [...at, index], report);
  } else if (typeof value === 'object' && value !== null) {
    map(value, schema, at, report);
  }
  combined(value, schema, at, report);
}

function map(value: any, schema: any, at: readonly Step[], report: Report): void {
  const names = Object.keys(value);
  bounds(names.length, schema.minProperties, schema.maxProperties, 'fields', at, report);
  for (const name of schema.required ?? []) {
    if (value[name] === undefined) report([...at, name], 'The field is required.');
  }
  for (const name of names) {
    const own = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties[name] : undefined;
    if (own ?? typeof schema.additionalProperties === 'object') {
      visit(value[name], own ?? schema.additionalProperties, [...at, name], report);
    } else if (schema.properties && !schema.additionalProperties && !schema['x-kubernetes-preserve-unknown-fields']) {
      report([...at, name], 'The schema has no such field.', name);
    }
  }
}

function scalar(value: any, schema: any, at: readonly Step[], report: Report): void {
  if (schema.enum && !schema.enum.some((one: unknown) => isDeepStrictEqual(one, value))) {
    report(at, 'The value is not one of those in the schema.', value, schema.enum.join(', '));
  }
  if (typeof value === 'string') {
    bounds([...value].length, schema.minLength, schema.maxLength, 'characters', at, report);
    if (schema.pattern && !matches(value, schema.pattern)) {
      report(at, 'The value does not match the pattern of the schema.', value, schema.pattern);
    }
  }
  if (typeof value === 'number') {
    bounds(value, schema.minimum, schema.maximum, '', at, report);
  }
}

/** `oneOf`, `anyOf`, `allOf` and `not`: structural schemas use them for values only, so their fields are no new ones. */
function combined(value: any, schema: any, at: readonly Step[], report: Report): void {
  const fits = (one: any) => {
    let fine = true;
    visit(value, { 'x-kubernetes-preserve-unknown-fields': true, ...one }, at, () => {
      fine = false;
    });
    return fine;
  };
  const count = (name: string) => schema[name].filter(fits).length;
  if (schema.allOf && count('allOf') < schema.allOf.length) report(at, 'The value does not fit every schema of allOf.', value);
  if (schema.anyOf && count('anyOf') === 0) report(at, 'The value fits no schema of anyOf.', value);
  if (schema.oneOf && count('oneOf') !== 1) report(at, 'The value does not fit exactly one schema of oneOf.', value);
  if (schema.not && fits(schema.not)) report(at, 'The value fits what the schema excludes.', value);
}

function hasType(value: any, schema: any): boolean {
  if (schema['x-kubernetes-int-or-string']) return typeof value === 'string' || Number.isInteger(value);
  switch (schema.type) {
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === schema.type;
    default:
      return true;
  }
}

function bounds(
  given: number,
  least: number | undefined,
  most: number | undefined,
  unit: string,
  at: readonly Step[],
  report: Report,
): void {
  if (least !== undefined && given < least)
    report(at, 'The value is below the bound of the schema.', given, `at least ${least} ${unit}`.trim());
  if (most !== undefined && given > most)
    report(at, 'The value is above the bound of the schema.', given, `at most ${most} ${unit}`.trim());
}

/** Texts up to this length are matched at once: no pattern takes long for them. */
const SHORT = 20;
/** Milliseconds for a longer text: Go reads it in one pass, a regular expression of JavaScript may never end. */
const PATTERN_TIME = 200;
const MATCH = new Script('pattern.test(value)');
const matching = createContext({});

/** Whether a text matches a pattern of Go; a pattern that we cannot read, or not in time, matches everything. */
function matches(value: string, text: string): boolean {
  try {
    const pattern = new RegExp(text.replace(/^\(\?i\)/, ''), text.startsWith('(?i)') ? 'iu' : 'u');
    if (value.length <= SHORT) return pattern.test(value);
    return MATCH.runInContext(Object.assign(matching, { pattern, value }), { timeout: PATTERN_TIME });
  } catch {
    return true;
  }
}
