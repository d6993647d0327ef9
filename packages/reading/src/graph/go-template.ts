import { plainText } from '@pgplatform/core';
import { LIMITS } from '../limits';
import { field } from './field';
import { GO_FUNCTIONS, goText, isTrue } from './go-function';

/** The values that a template is filled in with. */
export type TemplateValues = {
  readonly values: unknown;
  /** What a value that is not there does: `error` fails the template. */
  readonly missing: 'error' | 'zero';
  /** Why there are values that nobody knows here. @default - all are known */
  readonly open?: string;
};

/** A template fails where Argo CD runs it, and with it the whole set. */
export class TemplateFailure extends Error {}

/** What is not evaluated here stays as it stands, `{{…}}` and all. */
class Unevaluated extends Error {}

const KEYWORD = /^\s*(if|else|end|range|with|define|template|block|break|continue)\b/;
const TOKEN = /\s*(?:([|()])|"((?:[^"\\]|\\.)*)"|`([^`]*)`|(-?\d+(?:\.\d+)?)|(\$?(?:\.\w+)+|\.|\$)|([A-Za-z]\w*))/y;

/**
 * A Go template filled in: fields, literals, pipes, the functions of `GO_FUNCTIONS`, `if`/`else`. What cannot be evaluated stays as
 * it stands, so that a text with `{{` in it is the shape of what is not known.
 *
 * @throws TemplateFailure for a value that is not there under `missingkey=error`
 */
export function goTemplate(text: string, values: TemplateValues): string {
  if (!text.includes('{{')) return text;
  if (text.length > LIMITS.graph.text) return text;
  try {
    return filled(text, values);
  } catch (error) {
    if (error instanceof Unevaluated) return text;
    throw error;
  }
}

type Action = {
  readonly start: number;
  readonly end: number;
  readonly action: string;
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
};

/** What stands between `{{` and `}}`; one that does not end is no template. */
function* actionsOf(text: string): Generator<Action> {
  for (let start = text.indexOf('{{'); start >= 0; ) {
    let at = start + 2;
    let quote = '';
    for (; at < text.length && (quote !== '' || !text.startsWith('}}', at)); at++) {
      const letter = text[at];
      if (quote === '"' && letter === '\\') at++;
      else if (quote !== '') quote = letter === quote ? '' : quote;
      else if (letter === '"' || letter === '`') quote = letter;
    }
    if (at >= text.length) throw new Unevaluated();
    const inside = text.slice(start + 2, at);
    const trimsBefore = /^-\s/.test(inside);
    const trimsAfter = /\s-$/.test(inside);
    yield { start, end: at + 2, action: inside.slice(trimsBefore ? 1 : 0, trimsAfter ? -1 : undefined), trimsBefore, trimsAfter };
    start = text.indexOf('{{', at + 2);
  }
}

/** An `if` around what is being written: whether this branch is, and whether one was. */
type Branch = { active: boolean; done: boolean };

function filled(text: string, values: TemplateValues): string {
  let result = '';
  let from = 0;
  let trims = false;
  const branches: Branch[] = [];
  const isActive = () => branches.every(({ active }) => active);
  const literal = (part: string) => {
    const kept = trims ? part.trimStart() : part;
    if (isActive()) result += kept;
  };
  for (const { start, end, action, trimsBefore, trimsAfter } of actionsOf(text)) {
    const whole = text.slice(start, end);
    const part = text.slice(from, start);
    literal(trimsBefore ? part.trimEnd() : part);
    from = end;
    trims = trimsAfter;
    const word = KEYWORD.exec(action)?.[1];
    const rest = word === undefined ? action : action.slice(action.indexOf(word) + word.length);
    if (/^\s*\/\*/.test(action)) continue;
    if (word === 'if') {
      const active = isActive() && isTrue(evaluated(rest, values));
      branches.push({ active, done: active });
    } else if (word === 'else') {
      const branch = branches.pop();
      if (!branch) throw new Unevaluated();
      const condition = /^\s*if\b/.test(rest) ? rest.slice(rest.indexOf('if') + 2) : undefined;
      const active = !branch.done && isActive() && (condition === undefined || isTrue(evaluated(condition, values)));
      branches.push({ active, done: branch.done || active });
    } else if (word === 'end') {
      if (!branches.pop()) throw new Unevaluated();
    } else if (word !== undefined) {
      throw new Unevaluated();
    } else if (isActive()) {
      result += actionText(whole, rest, values);
    }
    if (result.length > LIMITS.graph.text) throw new Unevaluated();
  }
  literal(text.slice(from));
  if (branches.length > 0) throw new Unevaluated();
  return result;
}

function actionText(whole: string, action: string, values: TemplateValues): string {
  try {
    return goText(evaluated(action, values));
  } catch (error) {
    if (error instanceof TemplateFailure) throw error;
    return whole;
  }
}

type Token = { readonly kind: 'mark' | 'value' | 'field' | 'name'; readonly value: any };

/** @throws TemplateFailure, Unevaluated */
function evaluated(action: string, values: TemplateValues): unknown {
  const parser = new Pipeline(tokensOf(action), values);
  const value = parser.value();
  if (!parser.isDone) throw new Unevaluated();
  return value;
}

function tokensOf(action: string): Token[] {
  const tokens: Token[] = [];
  const end = action.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(action);
    if (!match) throw new Unevaluated();
    const [, mark, quoted, raw, number, way, name] = match;
    if (mark !== undefined) tokens.push({ kind: 'mark', value: mark });
    else if (quoted !== undefined) tokens.push({ kind: 'value', value: unquoted(quoted) });
    else if (raw !== undefined) tokens.push({ kind: 'value', value: raw });
    else if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) });
    else if (way !== undefined) tokens.push({ kind: 'field', value: way.replace(/^\$/, '').split('.').filter(Boolean) });
    else tokens.push({ kind: 'name', value: name });
  }
  return tokens;
}

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    throw new Unevaluated();
  }
}

/** Evaluates `a b | c`. */
class Pipeline {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly values: TemplateValues,
  ) {}

  get isDone(): boolean {
    return this.at === this.tokens.length;
  }

  value(): unknown {
    if (++this.depth > 50) throw new Unevaluated();
    let result = this.command([]);
    while (this.isMark('|')) {
      this.at++;
      result = this.command([result]);
    }
    this.depth--;
    return result;
  }

  private isMark(mark: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === 'mark' && token.value === mark;
  }

  private command(piped: unknown[]): unknown {
    const first = this.tokens[this.at];
    if (first?.kind !== 'name' || /^(?:true|false|nil)$/.test(first.value)) {
      if (piped.length > 0) throw new Unevaluated();
      return this.operand();
    }
    this.at++;
    const known = GO_FUNCTIONS.get(first.value);
    if (!known) throw new Unevaluated();
    const given: unknown[] = [];
    while (!this.isDone && !this.isMark('|') && !this.isMark(')')) given.push(this.operand());
    try {
      const result = known(...given, ...piped);
      if (typeof result === 'string' && result.length > LIMITS.graph.text) throw new Unevaluated();
      return result;
    } catch {
      throw new Unevaluated();
    }
  }

  private operand(): unknown {
    const token = this.tokens[this.at++];
    if (token?.kind === 'value') return token.value;
    if (token?.kind === 'field') return this.field(token.value);
    if (token?.kind === 'name' && /^(?:true|false|nil)$/.test(token.value)) {
      return token.value === 'nil' ? null : token.value === 'true';
    }
    if (token?.kind === 'mark' && token.value === '(') {
      const value = this.value();
      if (!this.isMark(')')) throw new Unevaluated();
      this.at++;
      return value;
    }
    throw new Unevaluated();
  }

  private field(way: readonly string[]): unknown {
    const { values, missing, open } = this.values;
    const found = field(values, ...way);
    if (found === undefined) {
      if (open !== undefined) throw new Unevaluated();
      if (missing === 'error') throw new TemplateFailure(`.${plainText(way.join('.'))} is not there, and missingkey=error`);
    }
    return found;
  }
}

/** A template of the older kind: `{{ name }}` is a value of that name, everything else stays (valyala/fasttemplate). */
export function fastTemplate(text: string, values: unknown): string {
  return text.replace(/\{\{\s*([^\s{}]+)\s*\}\}/g, (whole, name) => {
    const value = field(values, name);
    return value === undefined ? whole : plainText(value);
  });
}
