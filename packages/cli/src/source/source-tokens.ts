/** One token of a TypeScript file. */
export type SourceToken = {
  /** `other` is what has no value without running it: a template with parts, a regular expression. */
  readonly kind: 'text' | 'number' | 'name' | 'mark' | 'other' | 'end';
  /** As written; of a `text` its value. */
  readonly text: string;
  /** Whether a line ends before it. */
  readonly isFirst: boolean;
};

const SPACE = /(?:\s|\/\/[^\n\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y;
const NAME = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /0[xob][\da-f_]+n?|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[+-]?\d+)?n?/iy;
const TEXT = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
const EXPRESSION = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const MARK = /\.\.\.|=>|\?\?|\?\.|&&|\|\||[!=]==?|[\s\S]/y;
const ESCAPE = /\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})|(\r\n|[\s\S]))/gi;
const ESCAPED: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '', '\r\n': '' };

/** The words after which a slash begins a regular expression, not a division. */
const WORDS = ['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'await', 'yield', 'else', 'do'];

/** The tokens of a TypeScript file, the last one `end`. Throws a SourceError at what is no TypeScript. */
export function sourceTokens(text: string): SourceToken[] {
  const scanner = new Scanner(text);
  const tokens: SourceToken[] = [];
  do {
    tokens.push(scanner.next(tokens.at(-1)));
  } while (tokens.at(-1)?.kind !== 'end');
  return tokens;
}

/** The file cannot be read in this simple way. */
export class SourceError extends Error {}

class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  next(before: SourceToken | undefined): SourceToken {
    const space = this.take(SPACE) ?? '';
    const isFirst = before === undefined || /[\n\u2028\u2029]/.test(space);
    const token = (kind: SourceToken['kind'], text: string): SourceToken => ({ kind, text, isFirst });
    if (this.at >= this.text.length) {
      return token('end', '');
    }
    const name = this.take(NAME);
    if (name !== undefined) {
      return token('name', name);
    }
    const quoted = this.take(TEXT);
    if (quoted !== undefined) {
      return token('text', unescaped(quoted.slice(1, -1)));
    }
    const number = this.take(NUMBER);
    if (number !== undefined) {
      return token('number', number);
    }
    if (this.text[this.at] === '`') {
      const raw = this.template();
      return raw === undefined ? token('other', '``') : token('text', unescaped(raw));
    }
    const expression = this.text[this.at] === '/' && mayBeginExpression(before) ? this.take(EXPRESSION) : undefined;
    if (expression !== undefined) {
      return token('other', expression);
    }
    const mark = this.take(MARK) as string;
    if (mark === "'" || mark === '"') {
      throw new SourceError(); // a text without end
    }
    return token('mark', mark);
  }

  /** What stands in a template without parts; the whole template is passed. */
  private template(): string | undefined {
    const start = ++this.at;
    let isWhole = true;
    for (; this.at < this.text.length; this.at++) {
      if (this.text[this.at] === '\\') {
        this.at++;
      } else if (this.text[this.at] === '`') {
        this.at++;
        return isWhole ? this.text.slice(start, this.at - 1) : undefined;
      } else if (this.text.startsWith('${', this.at)) {
        isWhole = false;
        this.at += 2;
        this.part();
        this.at--;
      }
    }
    throw new SourceError();
  }

  private part(): void {
    let before: SourceToken | undefined;
    for (let depth = 1; depth > 0; ) {
      before = this.next(before);
      depth += before.kind !== 'mark' ? 0 : before.text === '{' ? 1 : before.text === '}' ? -1 : 0;
      if (before.kind === 'end') {
        throw new SourceError();
      }
    }
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found === '' ? undefined : found;
  }
}

function mayBeginExpression(before: SourceToken | undefined): boolean {
  return before === undefined || (before.kind === 'mark' ? !/^[)\]}]$/.test(before.text) : WORDS.includes(before.text));
}

function unescaped(raw: string): string {
  return raw.includes('\\')
    ? raw.replace(ESCAPE, (_, point, unit, byte, sign) =>
        sign === undefined ? String.fromCodePoint(Number.parseInt(point ?? unit ?? byte, 16)) : (ESCAPED[sign] ?? sign),
      )
    : raw;
}
