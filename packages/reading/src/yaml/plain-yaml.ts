/** Where something stands in a text, both from 1. */
export type Position = { readonly line: number; readonly column: number };

/** One document: its value, and where each of its fields stands, by JSON Pointer. */
export type PlainDocument = { readonly value: any; readonly positions: ReadonlyMap<string, Position> };

const DEEPEST = 60;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for, with every other line end and blank
const UNUSUAL = /[\0-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff]/;
/** Found faster, and in most files not at all. */
const UNCOMMON = /[^\n -~]/;
const ENTRY = /^([A-Za-z_./][\w./-]*|"[^"\\]*"|'[^']*'):(?: +(.*))?$/;
const NULL = /^(?:~|null|Null|NULL)$/;
const TRUE = /^(?:[yY]|yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:[nN]|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;
const VERSION = /^\d+\.\d+\.\d[\d.]*$/;
/** What some reader takes for a number in another notation, for a merge or for a default value. */
const DOUBTFUL = /^(?:[-+]?(?:0[\dbox_]|[\d_.]+(?:e[-+]?\d*)?$|\.(?:inf|nan)$)|<<$|=$)/i;
const PLAIN = /^(?:[A-Za-z0-9_./(^$~+<=;\\]|-[^\s])/;

/**
 * The documents of YAML as generators write it: block mappings and lists of one-line scalars, and literal blocks.
 *
 * Gives nothing as soon as there is anything else, so whoever asks needs a whole reader too; what it does give is what that
 * reader gives (a test compares them). It reads a hundred files in the time the other one takes to load.
 *
 * @param text the text
 * @param positions note where each field stands
 */
export function plainYaml(text: string, positions = false): PlainDocument[] | undefined {
  return UNCOMMON.test(text) && UNUSUAL.test(text) ? undefined : new PlainReader(text.split('\n'), positions).documents();
}

/** Stands for whatever is not plain; nothing that YAML can say equals it. */
const NOT_PLAIN = Symbol('not plain');

class PlainReader {
  private at = 0;
  private depth = 0;
  private positions = new Map<string, Position>();

  constructor(
    private readonly lines: string[],
    private readonly withPositions: boolean,
  ) {}

  documents(): PlainDocument[] | undefined {
    const documents: PlainDocument[] = [];
    for (let open = true; this.skipBlank() || open; ) {
      if (this.at < this.lines.length && this.isMarker()) {
        this.at++;
        this.skipBlank();
      }
      open = false;
      this.positions = new Map();
      const atEnd = this.at >= this.lines.length || this.isMarker();
      const value = atEnd ? null : this.block(this.indent(), '');
      if (value === NOT_PLAIN || (this.at < this.lines.length && !this.isMarker())) {
        return undefined;
      }
      documents.push({ value, positions: this.positions });
    }
    return documents;
  }

  /** Goes to the next line with content; false at the end. */
  private skipBlank(): boolean {
    while (this.at < this.lines.length && /^ *(?:#|$)/.test(this.lines[this.at])) {
      this.at++;
    }
    return this.at < this.lines.length;
  }

  private isMarker(): boolean {
    return /^---(?: +#.*)?$/.test(this.lines[this.at]);
  }

  private indent(): number {
    return this.lines[this.at].search(/[^ ]/);
  }

  /** Whether there is a line with content in this document; its indent is asked for next. */
  private goesOn(): boolean {
    return this.skipBlank() && !this.isMarker();
  }

  private mark(pointer: string, indent: number): void {
    if (this.withPositions) {
      this.positions.set(pointer, { line: this.at + 1, column: indent + 1 });
    }
  }

  private block(indent: number, pointer: string): any {
    if (pointer === '') {
      this.mark('', indent);
    }
    if (++this.depth > DEEPEST) {
      return NOT_PLAIN;
    }
    const value = this.isItem(indent) ? this.list(indent, pointer) : this.mapping(indent, pointer);
    this.depth--;
    return value;
  }

  private isItem(indent: number): boolean {
    const line = this.lines[this.at];
    return line[indent] === '-' && (line.length === indent + 1 || line[indent + 1] === ' ');
  }

  private mapping(indent: number, pointer: string): any {
    const value: any = {};
    while (this.goesOn() && this.indent() === indent) {
      const [, name, rest] = ENTRY.exec(this.lines[this.at].slice(indent)) ?? [];
      const key = name && (/^["']/.test(name) ? name.slice(1, -1) : scalar(name));
      if (typeof key !== 'string' || key === '__proto__' || Object.hasOwn(value, key)) {
        return NOT_PLAIN;
      }
      const at = this.withPositions ? `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}` : '-';
      this.mark(at, indent);
      value[key] = this.value(rest ?? '', indent, at, true);
      if (value[key] === NOT_PLAIN) {
        return NOT_PLAIN;
      }
    }
    return this.goesOn() && this.indent() > indent ? NOT_PLAIN : value;
  }

  private list(indent: number, pointer: string): any {
    const value: any[] = [];
    while (this.goesOn() && this.indent() === indent && this.isItem(indent)) {
      const line = this.lines[this.at];
      const inner = line.slice(indent + 1).search(/[^ ]/) + indent + 1;
      const rest = inner > indent ? line.slice(inner) : '';
      const at = this.withPositions ? `${pointer}/${value.length}` : '-';
      this.mark(at, rest === '' ? indent : inner);
      let item: any;
      if (rest !== '' && (ENTRY.test(rest) || /^-(?: |$)/.test(rest))) {
        this.lines[this.at] = ' '.repeat(inner) + rest;
        item = this.block(inner, at);
      } else {
        item = this.value(rest, indent, at, false);
      }
      if (item === NOT_PLAIN) {
        return NOT_PLAIN;
      }
      value.push(item);
    }
    return this.goesOn() && this.indent() > indent ? NOT_PLAIN : value;
  }

  /** What follows a key or a dash, on its line or below. */
  private value(rest: string, indent: number, pointer: string, inMapping: boolean): any {
    if (/^\|-?(?: +#.*)?$/.test(rest)) {
      return this.literal(indent, rest[1] === '-');
    }
    this.at++;
    if (rest !== '' && rest[0] !== '#') {
      return scalar(rest);
    }
    if (!this.goesOn()) {
      return null;
    }
    const below = this.indent();
    return below > indent || (below === indent && inMapping && this.isItem(below)) ? this.block(below, pointer) : null;
  }

  private literal(parent: number, strip: boolean): any {
    const content: string[] = [];
    let indent = 0;
    for (this.at++; this.at < this.lines.length; this.at++) {
      const line = this.lines[this.at];
      const own = line.search(/[^ ]/);
      if (own === -1) {
        if (indent === 0 || line.length > indent) {
          return NOT_PLAIN;
        }
        content.push('');
        continue;
      }
      if (own <= parent) {
        break;
      }
      indent ||= own;
      if (own < indent) {
        return NOT_PLAIN;
      }
      content.push(line.slice(indent));
    }
    while (content[content.length - 1] === '') {
      content.pop();
    }
    const unended = this.at === this.lines.length && this.lines[this.at - 1] !== '';
    return content.length === 0 || unended ? NOT_PLAIN : content.join('\n') + (strip ? '' : '\n');
  }
}

/** The value of a scalar on one line, as Kubernetes reads it: YAML 1.1 without times. */
function scalar(text: string): any {
  const first = text[0];
  if (first === '"' || first === "'") {
    const quoted = (first === '"' ? /^"([^"\\]*)"(?: +#.*| *)$/ : /^'([^']*)'(?: +#.*| *)$/).exec(text);
    return quoted ? quoted[1] : NOT_PLAIN;
  }
  const comment = text.indexOf(' #');
  const plain = (comment < 0 ? text : text.slice(0, comment)).trimEnd();
  if (plain === '{}') return {};
  if (plain === '[]') return [];
  if (!PLAIN.test(plain) || /:(?:\s|$)|\t/.test(plain)) return NOT_PLAIN;
  if (NULL.test(plain)) return null;
  if (TRUE.test(plain)) return true;
  if (FALSE.test(plain)) return false;
  if (NUMBER.test(plain)) return Number(plain);
  return DOUBTFUL.test(plain) && !VERSION.test(plain) ? NOT_PLAIN : plain;
}
