/** One token of a TypeScript file. */
export type SourceToken = {
  /** `other` is what has no value without running it: a template with parts, a regular expression. */
  readonly kind: 'text' | 'number' | 'name' | 'mark' | 'other' | 'end';
  /** As written; of a `text` its value. */
  readonly text: string;
  /** Whether a line ends before it. */
  readonly isFirst: boolean;
};

/**
 * What stands before a token, and the token: a name, a text, a number, a regular expression (where one may begin), or a mark. Every
 * sign beyond ASCII counts as a letter. One pattern, because making and entering many takes longer than reading a file.
 */
const TOKEN =
  /((?:\s|\/\/[^\n\u2028\u2029]*|\/\*[\s\S]*?\*\/)*)(?:([A-Za-z$_#\u00aa-\uffff][\w$\u00aa-\uffff]*)|('(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")|(0[xob][\da-fA-F_]+n?|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?)|(\.\.\.|=>|\?\?|\?\.|&&|\|\||[!=]==?|[\s\S])|$)/y;
const EXPRESSION = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
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
    TOKEN.lastIndex = this.at;
    const [all, space, name, quoted, number, mark] = TOKEN.exec(this.text) as RegExpExecArray;
    this.at += all.length;
    const isFirst = before === undefined || /[\n\u2028\u2029]/.test(space);
    if (name !== undefined) {
      return { kind: 'name', text: name, isFirst };
    }
    if (quoted !== undefined) {
      return { kind: 'text', text: unescaped(quoted.slice(1, -1)), isFirst };
    }
    if (number !== undefined) {
      return { kind: 'number', text: number, isFirst };
    }
    if (mark === '`') {
      const raw = this.template();
      return raw === undefined ? { kind: 'other', text: '``', isFirst } : { kind: 'text', text: unescaped(raw), isFirst };
    }
    if (mark === '/' && mayBeginExpression(before)) {
      EXPRESSION.lastIndex = this.at - 1;
      const expression = EXPRESSION.exec(this.text)?.[0] ?? mark;
      this.at += expression.length - 1;
      return { kind: 'other', text: expression, isFirst };
    }
    if (mark === "'" || mark === '"') {
      throw new SourceError(); // a text without end
    }
    return mark === undefined ? { kind: 'end', text: '', isFirst } : { kind: 'mark', text: mark, isFirst };
  }

  /** What stands in a template without parts; the whole template is passed. */
  private template(): string | undefined {
    const start = this.at;
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
