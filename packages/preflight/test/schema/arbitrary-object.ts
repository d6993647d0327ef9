import type { FactNode } from '@pgplatform/facts';
import * as fc from 'fast-check';
import { FactSet } from '../../src/schema/fact-set';

/** How deep optional fields are filled in. */
const DEPTH = 5;

/** Random objects of a kind that are valid by its schema. */
export function arbitraryObject(setName: string, apiVersion: string, kind: string): fc.Arbitrary<any> {
  const set = FactSet.named(setName);
  const root = set.node(set.kind(apiVersion, kind)!.root);
  return fc.record({
    apiVersion: fc.constant(apiVersion),
    kind: fc.constant(kind),
    metadata: fc.constant({ name: 'random' }),
    spec: arbitraryValue(set, set.field(root, 'spec')!, DEPTH),
  });
}

function arbitraryValue(set: FactSet, node: FactNode, depth: number): fc.Arbitrary<any> {
  if (node.enum) return fc.constantFrom(...node.enum);
  switch (node.type) {
    case 'string':
      return arbitraryText(node);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: node.minimum ?? 0, max: Math.min(node.maximum ?? 100_000, 2 ** 31 - 1) });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'int-or-string':
    case 'quantity':
      return fc.constantFrom(1, '1', '250m', '1Gi');
    case 'array':
      return fc.array(arbitraryValue(set, set.node(node.items!), depth - 1), {
        minLength: node.minItems ?? 0,
        maxLength: node.keys || node.set ? (node.minItems ?? 1) : Math.max(node.minItems ?? 0, Math.min(node.maxItems ?? 2, 2)),
      });
    case 'object':
      return arbitraryMap(set, node, depth);
    default:
      return fc.jsonValue();
  }
}

function arbitraryText(node: FactNode): fc.Arbitrary<string> {
  if (node.format === 'date-time' || node.format === 'time') return fc.constant('2026-07-01T00:00:00Z');
  if (node.format === 'duration') return fc.constantFrom('30s', '1h30m');
  if (node.format === 'byte') return fc.base64String();
  const bounds = { minLength: node.minLength ?? 0, maxLength: Math.min(node.maxLength ?? 30, 30) };
  if (!node.pattern) return fc.string(bounds);
  const pattern = node.pattern.includes('(?i)') ? new RegExp(node.pattern.replace('(?i)', '')) : new RegExp(node.pattern);
  return fc
    .stringMatching(pattern, { size: 'xsmall' })
    .filter((text) => text.length >= bounds.minLength && text.length <= (node.maxLength ?? Number.POSITIVE_INFINITY));
}

function arbitraryMap(set: FactSet, node: FactNode, depth: number): fc.Arbitrary<any> {
  if (node.values !== undefined) {
    const keys = fc.stringMatching(/^[a-z]{1,8}$/);
    return fc.dictionary(keys, arbitraryValue(set, set.node(node.values), depth - 1), {
      maxKeys: depth > 0 ? 3 : 0,
      noNullPrototype: true,
    });
  }
  const required = [...new Set([...(node.required ?? []), ...Object.keys(node.zeros ?? {})])];
  const names = Object.keys(node.fields ?? {}).filter((name) => depth > 0 || required.includes(name));
  const model = Object.fromEntries(names.map((name) => [name, arbitraryValue(set, set.field(node, name)!, depth - 1)]));
  return fc.record(model, { requiredKeys: required.filter((name) => names.includes(name)), noNullPrototype: true });
}
