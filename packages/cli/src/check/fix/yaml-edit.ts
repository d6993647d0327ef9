import { plainText } from '@pgplatform/core';
import type { Edit } from '@pgplatform/preflight';
import { isEmptyDocument, unescaped, wholeYaml } from '@pgplatform/reading';
import type { Pair, YAMLMap } from 'yaml';

/** A part of a text and what comes in its place. */
type Span = { readonly from: number; readonly to: number; readonly text: string };

/**
 * A text with one field of one of its documents changed, and every other byte as it was; nothing when the field is not written
 * in a way that can be changed alone (an alias, a field of a flow mapping).
 *
 * @param document number of the document among those that are not empty
 */
export function editedYaml(text: string, document: number, { pointer, value }: Edit): string | undefined {
  const { documents } = wholeYaml(text);
  const { contents } = documents.filter((one) => !isEmptyDocument(one))[document] ?? {};
  const steps = pointer.split('/').slice(1).map(unescaped);
  const span = contents && steps.length > 0 ? spanOf(text, contents, steps, value) : undefined;
  return span && text.slice(0, span.from) + span.text + text.slice(span.to);
}

function spanOf(text: string, root: any, steps: readonly string[], value: unknown): Span | undefined {
  const { isMap, isSeq } = require('yaml') as typeof import('yaml');
  let node = root;
  for (const [depth, step] of steps.entries()) {
    const isLast = depth === steps.length - 1;
    if (node?.anchor) return undefined;
    if (isSeq(node)) {
      const item: any = node.items[Number(step)];
      if (!isLast) node = item;
      else return item && value !== undefined ? replacement(text, item, value) : undefined;
    } else if (isMap(node)) {
      const pair: any = node.items.find((item: any) => plainText(item.key?.value) === step);
      if (pair && isLast) return value === undefined ? removal(text, node, pair) : replacement(text, pair.value, value, pair);
      if (!pair) {
        const added = steps.slice(depth).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
        return value === undefined ? undefined : insertion(text, node, added);
      }
      node = pair.value;
    } else {
      return undefined;
    }
  }
  return undefined;
}

/** Another value in the place of one; on the lines below its key when it is a block. */
function replacement(text: string, node: any, value: unknown, pair?: Pair<any, any>): Span | undefined {
  if (!node?.range || node.anchor || node.tag?.startsWith('!')) return undefined;
  const [from] = node.range;
  const to = endOf(text, node);
  if (typeof value !== 'object' || value === null) {
    return node.flow === undefined && node.items ? undefined : { from, to, text: scalarText(value) };
  }
  if (node.flow) return { from, to, text: flowText(value) };
  if (!pair) return undefined;
  const indent = columnOf(text, node.range[0]);
  return node.items ? { from, to, text: blockText(value, indent).trim() } : undefined;
}

/** A mapping without one of its fields: the whole lines go. The last field leaves an empty mapping behind. */
function removal(text: string, map: YAMLMap<any, any>, pair: Pair<any, any>): Span | undefined {
  if (map.flow || !map.range) return undefined;
  if (map.items.length === 1) {
    const above = text.slice(0, map.range[0]).trimEnd().length;
    return { from: above, to: endOf(text, map), text: ' {}' };
  }
  const from = lineStart(text, pair.key.range[0]);
  const to = lineEnd(text, Math.max(pair.key.range[1], pair.value?.range?.[1] ?? 0));
  const isCompact = /^\s*-\s/.test(text.slice(from, pair.key.range[0]));
  return isCompact ? undefined : { from, to, text: '' };
}

/** A mapping with another field, below its last one. */
function insertion(text: string, map: YAMLMap<any, any>, added: unknown): Span | undefined {
  const [first] = map.items;
  if (map.flow || !first) return undefined;
  const last = map.items[map.items.length - 1];
  const at = lineEnd(text, Math.max(last.key.range[1], last.value?.range?.[1] ?? 0));
  const lead = at > 0 && text[at - 1] !== '\n' ? '\n' : '';
  return { from: at, to: at, text: lead + blockText(added, columnOf(text, first.key.range[0])) };
}

/** Where a value ends; blocks take the blank lines below them along. */
function endOf(text: string, { range }: any): number {
  return range[0] + text.slice(range[0], range[1]).trimEnd().length;
}

function scalarText(value: unknown): string {
  const { stringify } = require('yaml') as typeof import('yaml');
  return stringify(value, { version: '1.1', lineWidth: 0 }).trimEnd();
}

function flowText(value: unknown): string {
  return JSON.stringify(value).replace(/","/g, '", "');
}

function blockText(value: unknown, indent: number): string {
  const { stringify } = require('yaml') as typeof import('yaml');
  return stringify(value, { version: '1.1', lineWidth: 0 }).replace(/^(?=.)/gm, ' '.repeat(indent));
}

function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** The start of the line after a position; a value that ends with its line is on that line. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
