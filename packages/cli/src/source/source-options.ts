import { SealingScope, SecretSource } from '@pgplatform/sealed-secrets';
import { SourceError, type SourceToken, sourceTokens } from './source-tokens';

/** What only running the file would tell. */
export const UNCLEAR = Symbol('unclear');

export type SourceValue = string | number | boolean | null | undefined | SourceObject | SourceList | typeof UNCLEAR;

/** An object literal. */
export class SourceObject {
  readonly #members = new Map<string, SourceValue>();
  /** Something unclear was spread into it. */
  #isOpen = false;

  /** A member; nothing when it is surely not there. */
  get(name: string): SourceValue {
    return this.#members.has(name) ? this.#members.get(name) : this.#isOpen ? UNCLEAR : undefined;
  }

  set(name: string, value: SourceValue): void {
    this.#members.set(name, value);
  }

  spread(value: SourceValue): void {
    if (value instanceof SourceObject) {
      if (value.#isOpen) {
        this.open();
      }
      for (const [name, member] of value.#members) {
        this.#members.set(name, member);
      }
    } else if (value !== undefined && value !== null && value !== false) {
      this.open();
    }
  }

  /** The object as data. */
  plain(): any {
    const members = [...this.#members].map(([name, member]) => [name, plainValue(member)]);
    return this.#isOpen || members.some(([, member]) => member === UNCLEAR) ? UNCLEAR : Object.fromEntries(members);
  }

  /** What was set before may be another thing now. */
  private open(): void {
    this.#isOpen = true;
    this.#members.clear();
  }
}

/** A list literal. */
export class SourceList {
  readonly items: SourceValue[] = [];
  /** Something unclear was spread into it. */
  isOpen = false;

  /** The element of that name: nothing when there is surely none. */
  named(name: string): SourceValue {
    const found = this.items.find((item) => item instanceof SourceObject && item.get('name') === name);
    const isUnclear = this.isOpen || this.items.some((item) => !(item instanceof SourceObject) || item.get('name') === UNCLEAR);
    return found ?? (isUnclear ? UNCLEAR : undefined);
  }
}

/** A value as data, or `UNCLEAR` when a part of it is. */
export function plainValue(value: SourceValue): any {
  if (value instanceof SourceObject) {
    return value.plain();
  }
  if (value instanceof SourceList) {
    const items = value.items.map(plainValue);
    return value.isOpen || items.includes(UNCLEAR) ? UNCLEAR : items;
  }
  return value;
}

/** No person writes one this long. Characters. */
const MAX_LENGTH = 1_000_000;

/**
 * The options in the only `new PgPlatformProject({...})` of a `.projenrc.ts`, as far as they are written there: literals, constants
 * of the file, spreads of them, members of our enums. Everything else is `UNCLEAR`. The file is not run.
 *
 * It is a reader of a thousandth of TypeScript, because a compiler takes longer than all of `seal`; what edits the file has one
 * (`@pgplatform/codemods`). A file that changes its constants afterwards is misread: whoever asks has another way for what is not so.
 */
export function sourceOptions(text: string): SourceValue {
  if (text.length > MAX_LENGTH) {
    return UNCLEAR;
  }
  try {
    return new SourceReader(sourceTokens(text)).options();
  } catch (error) {
    if (error instanceof SourceError || error instanceof RangeError) {
      return UNCLEAR;
    }
    throw error;
  }
}

const ENUMS: Record<string, Record<string, string>> = { SealingScope, SecretSource };

class SourceReader {
  private at = 0;
  /** Where the values of the constants begin; nothing for a name that stands for several things. */
  private readonly constants = new Map<string, number | undefined>();
  private readonly projects: number[] = [];
  private readonly values = new Map<string, SourceValue>();

  constructor(private readonly tokens: readonly SourceToken[]) {
    let depth = 0;
    for (const [i, token] of tokens.entries()) {
      depth += isOpening(token) ? 1 : isClosing(token) ? -1 : 0;
      this.declaration(i, depth);
      if (token.kind === 'name' && token.text === 'new') {
        this.project(i + 1);
      }
    }
  }

  options(): SourceValue {
    if (this.projects.length !== 1) {
      return UNCLEAR;
    }
    this.at = this.projects[0];
    const value = this.value(false);
    return value instanceof SourceObject && this.is(')') ? value : UNCLEAR;
  }

  private declaration(i: number, depth: number): void {
    const [{ kind, text }, name] = [this.tokens[i], this.tokens[i + 1]];
    if (kind === 'name' && ['const', 'let', 'var', 'function', 'class', 'enum'].includes(text) && name.kind === 'name') {
      const isConstant = text === 'const' && depth === 0 && !this.constants.has(name.text);
      this.constants.set(name.text, isConstant ? this.afterEquals(i + 2) : undefined);
    }
  }

  /** The first token after the `=`, behind a type if there is one. */
  private afterEquals(from: number): number | undefined {
    for (let i = from; i < from + 50 && i < this.tokens.length; i++) {
      if (this.tokens[i].kind === 'mark' && ['=', ';', '=>'].includes(this.tokens[i].text)) {
        return this.tokens[i].text === '=' ? i + 1 : undefined;
      }
    }
    return undefined;
  }

  private project(from: number): void {
    let i = from;
    while (this.tokens[i].kind === 'name' && this.tokens[i + 1]?.text === '.') {
      i += 2;
    }
    if (this.tokens[i].kind === 'name' && this.tokens[i].text === 'PgPlatformProject' && this.tokens[i + 1].text === '(') {
      this.projects.push(i + 2);
    }
  }

  /** An expression, up to the sign that ends it. */
  private value(isStatement: boolean): SourceValue {
    const value = this.primary();
    while (this.is('!') || this.isWord('as') || this.isWord('satisfies')) {
      const isType = !this.is('!');
      this.at++;
      if (isType) {
        this.skip(isStatement);
      }
    }
    if (this.isEnd(isStatement)) {
      return value;
    }
    this.skip(isStatement);
    return UNCLEAR;
  }

  private primary(): SourceValue {
    const token = this.tokens[this.at];
    if (token.kind === 'text' || token.kind === 'number') {
      this.at++;
      return token.kind === 'text' ? token.text : Number(token.text.replace(/_/g, ''));
    }
    if (token.kind === 'name') {
      this.at++;
      return this.members(this.named(token.text));
    }
    if (this.take('{')) {
      return this.members(this.object());
    }
    if (this.take('[')) {
      return this.members(this.list());
    }
    if (this.take('(')) {
      const inner = this.value(false);
      if (this.take(')')) {
        return this.members(inner);
      }
      while (!this.take(')')) {
        this.skip(false); // parameters of a function
        this.take(',');
      }
    }
    return UNCLEAR; // the sign is passed with the rest of the expression
  }

  private named(name: string): SourceValue {
    if (name === 'true' || name === 'false') {
      return name === 'true';
    }
    if (name === 'undefined' || name === 'null') {
      return name === 'null' ? null : undefined;
    }
    if (this.constants.has(name)) {
      return this.constant(name);
    }
    if (Object.hasOwn(ENUMS, name)) {
      const members = new SourceObject();
      for (const [member, value] of Object.entries(ENUMS[name])) {
        members.set(member, value);
      }
      return members;
    }
    return UNCLEAR;
  }

  private constant(name: string): SourceValue {
    const start = this.constants.get(name);
    if (start !== undefined && !this.values.has(name)) {
      this.values.set(name, UNCLEAR); // while it is read: a constant that names itself
      const back = this.at;
      this.at = start;
      try {
        this.values.set(name, this.value(true));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
      }
      this.at = back;
    }
    return start === undefined ? UNCLEAR : this.values.get(name);
  }

  /** `.name` and `['name']` behind a value. */
  private members(value: SourceValue): SourceValue {
    let inner = value;
    while (this.is('.') || this.is('[')) {
      const isDot = this.take('.');
      const [name, end] = [this.tokens[this.at + (isDot ? 0 : 1)], this.tokens[this.at + (isDot ? 0 : 2)]];
      if (isDot ? name.kind !== 'name' : name.kind !== 'text' || end?.text !== ']') {
        return UNCLEAR;
      }
      this.at += isDot ? 1 : 3;
      inner = inner instanceof SourceObject ? inner.get(name.text) : UNCLEAR;
    }
    return inner;
  }

  private object(): SourceObject {
    const object = new SourceObject();
    while (!this.take('}')) {
      this.member(object);
      if (!this.is('}')) {
        this.expect(',');
      }
    }
    return object;
  }

  private member(object: SourceObject): void {
    if (this.take('...')) {
      object.spread(this.value(false));
      return;
    }
    const { kind, text } = this.tokens[this.at];
    if (kind !== 'name' && kind !== 'text' && kind !== 'number') {
      this.skip(false);
      object.spread(UNCLEAR); // a computed name
      return;
    }
    this.at++;
    if (this.take(':')) {
      object.set(text, this.value(false));
    } else if (kind === 'name' && (this.is(',') || this.is('}'))) {
      object.set(text, this.named(text));
    } else {
      this.skip(false);
      object.spread(UNCLEAR); // a method, a getter
    }
  }

  private list(): SourceList {
    const list = new SourceList();
    while (!this.take(']')) {
      if (this.take('...')) {
        const value = this.value(false);
        list.items.push(...(value instanceof SourceList ? value.items : []));
        list.isOpen ||= !(value instanceof SourceList) || value.isOpen;
      } else {
        list.items.push(this.value(false));
      }
      if (!this.is(']')) {
        this.expect(',');
      }
    }
    return list;
  }

  /** Passes what stands before the end of the expression. */
  private skip(isStatement: boolean): void {
    for (let depth = 0; depth > 0 || !this.isEnd(isStatement); this.at++) {
      const token = this.tokens[this.at];
      if (token.kind === 'end') {
        throw new SourceError();
      }
      depth += isOpening(token) ? 1 : isClosing(token) ? -1 : 0;
    }
  }

  /** Whether an expression that is complete here ends here. */
  private isEnd(isStatement: boolean): boolean {
    const token = this.tokens[this.at];
    if (token.kind === 'end' || (token.kind === 'mark' && [',', ';', ')', ']', '}'].includes(token.text))) {
      return true;
    }
    // A line end is the end of a statement before what cannot go on with it.
    return isStatement && token.isFirst && token.kind !== 'mark' && !['as', 'satisfies', 'in', 'instanceof'].includes(token.text);
  }

  private isWord(word: string): boolean {
    return this.tokens[this.at].kind === 'name' && this.tokens[this.at].text === word;
  }

  private is(mark: string): boolean {
    return this.tokens[this.at].kind === 'mark' && this.tokens[this.at].text === mark;
  }

  private take(mark: string): boolean {
    const isThere = this.is(mark);
    this.at += isThere ? 1 : 0;
    return isThere;
  }

  private expect(mark: string): void {
    if (!this.take(mark)) {
      throw new SourceError();
    }
  }
}

function isOpening({ kind, text }: SourceToken): boolean {
  return kind === 'mark' && ['(', '[', '{'].includes(text);
}

function isClosing({ kind, text }: SourceToken): boolean {
  return kind === 'mark' && [')', ']', '}'].includes(text);
}
