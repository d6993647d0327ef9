import type { Document, ParsedNode } from 'yaml';
import { LIMITS } from '../limits';
import { beyond } from './yaml-limits';

/** Why a document has no value. */
export type DocumentFault = {
  readonly kind: 'alias' | 'deep' | 'duplicateKey' | 'invalid';
  readonly why?: string;
  /** Where it is in the text. */
  readonly at?: number;
};

/** A document, or a part of it, cannot be made into a value. */
export class DocumentError extends Error {
  constructor(readonly fault: DocumentFault) {
    super(fault.why ?? fault.kind);
  }
}

/** What an anchor stands for, and how many values that is. */
type Anchored = { readonly value: unknown; readonly size: number };

/** Stands for what is being made. */
const OPEN: Anchored = { value: undefined, size: 0 };

/**
 * The value of a document: what is anchored is made once, in the order of the text, so that a thousand aliases cost no more than a
 * thousand other words.
 *
 * @throws DocumentError, YamlLimitError
 */
export function documentValue({ contents }: Document.Parsed<ParsedNode>): any {
  return new ValueMaker().valueOf(contents, 0);
}

/** Whether there is nothing in a document. */
export function isEmptyDocument({ contents }: Document.Parsed<ParsedNode>): boolean {
  const { isScalar } = require('yaml') as typeof import('yaml');
  return contents === null || (isScalar(contents) && contents.value === null);
}

class ValueMaker {
  private readonly yaml = require('yaml') as typeof import('yaml');
  private readonly anchors = new Map<string, Anchored>();
  private size = 0;

  valueOf(node: any, depth: number): any {
    if (depth > LIMITS.yaml.levels) throw new DocumentError({ kind: 'deep', at: node?.range?.[0] });
    const before = this.size;
    if (++this.size > LIMITS.yaml.values) throw beyond('too many values', `${LIMITS.yaml.values}`);
    if (this.yaml.isAlias(node)) return this.aliased(node);
    const opened = node?.anchor === undefined ? undefined : { ...OPEN };
    if (opened) this.anchors.set(node.anchor, opened);
    const value = this.made(node, depth);
    // An anchor of the same name further in is the later one.
    if (opened && this.anchors.get(node.anchor) === opened) {
      this.anchors.set(node.anchor, { value, size: this.size - before });
    }
    return value;
  }

  private aliased(node: any): unknown {
    const anchored = this.anchors.get(node.source);
    if (!anchored || anchored.size === 0) {
      const why = anchored ? undefined : `Nothing before this alias has the anchor ${node.source}.`;
      throw new DocumentError({ kind: 'alias', why, at: node.range?.[0] });
    }
    if (this.size + anchored.size > LIMITS.yaml.values) {
      const why = `The aliases stand for more than ${LIMITS.yaml.values} values.`;
      throw new DocumentError({ kind: 'alias', why, at: node.range?.[0] });
    }
    this.size += anchored.size;
    return anchored.value;
  }

  private made(node: any, depth: number): any {
    const { isMap, isScalar, isSeq } = this.yaml;
    if (isMap(node)) return this.mapping(node.items, depth);
    if (isSeq(node)) return node.items.map((item) => this.valueOf(item, depth + 1));
    return isScalar(node) ? node.value : null;
  }

  private mapping(items: any[], depth: number): any {
    const map: any = {};
    const own = new Set<string>();
    for (const { key, value } of items) {
      if (isMerge(key)) {
        this.merge(map, value, depth);
        continue;
      }
      const name = this.keyOf(key, depth);
      if (own.size === own.add(name).size) {
        throw new DocumentError({ kind: 'duplicateKey', why: 'Map keys must be unique', at: key?.range?.[0] });
      }
      set(map, name, this.valueOf(value, depth + 1));
    }
    return map;
  }

  private keyOf(key: any, depth: number): string {
    const value = this.valueOf(key, depth + 1);
    return value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  /** What `<<` brings: the fields that are not there yet. */
  private merge(map: any, node: any, depth: number): void {
    const value = this.valueOf(node, depth + 1);
    for (const source of Array.isArray(value) ? value : [value]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        throw new DocumentError({ kind: 'invalid', why: 'What << merges is no mapping.', at: node?.range?.[0] });
      }
      for (const name of Object.keys(source)) if (!Object.hasOwn(map, name)) set(map, name, source[name]);
    }
  }
}

/** Whether a key is `<<`: the library has a symbol for it. */
function isMerge(key: any): boolean {
  return typeof key?.value === 'symbol';
}

/** A field of the map itself, also when it is called `__proto__`. */
function set(map: any, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(map, name, { value, writable: true, enumerable: true, configurable: true });
  else map[name] = value;
}
