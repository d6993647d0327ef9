const LARGEST_REPEAT = 1000;
const DEEPEST = 1000;
/** Go has no such limit; nobody means a longer one. */
const LONGEST = 10_000;
const CLASSES = new Set('alnum alpha ascii blank cntrl digit graph lower print punct space upper word xdigit'.split(' '));

/** Why Go's `regexp.Compile` refuses a pattern, or undefined when it takes it (https://github.com/google/re2/wiki/Syntax). */
export function goRegexpProblem(pattern: string): string | undefined {
  if (pattern.length > LONGEST) return `it is longer than ${LONGEST} letters`;
  try {
    new Reader(pattern).read();
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

class Reader {
  private at = 0;
  private depth = 0;
  private readonly names = new Set<string>();

  constructor(private readonly pattern: string) {}

  public read(): void {
    this.alternatives();
    if (this.at < this.pattern.length) this.fail('unexpected )');
  }

  private alternatives(): void {
    if (++this.depth > DEEPEST) this.fail('it nests too deeply');
    let repeatable = false;
    while (this.at < this.pattern.length && this.pattern[this.at] !== ')') repeatable = this.piece(repeatable);
    this.depth--;
  }

  /** Reads one piece and tells whether a repetition may follow it. */
  private piece(repeatable: boolean): boolean {
    const char = this.pattern[this.at];
    if (char === '(') return this.group(repeatable);
    if (char === '[') return this.bracket();
    if (char === '\\') return this.escape(repeatable);
    const repetition = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})/.exec(this.pattern.slice(this.at, this.at + 32));
    if (repetition) return this.repetition(repetition, repeatable);
    this.at += char >= '\ud800' && char < '\udc00' ? 2 : 1;
    return char !== '|';
  }

  private repetition([whole, min, max]: RegExpExecArray, repeatable: boolean): boolean {
    if (!repeatable) this.fail(`missing argument to ${whole}`);
    if (min !== undefined) {
      const [low, high] = [Number(min), Number(max || min)];
      if (/^0\d/.test(min) || /^0\d/.test(max ?? '')) return this.literal();
      if (low > LARGEST_REPEAT || high > LARGEST_REPEAT || low > high) this.fail(`invalid repeat count ${whole}`);
    }
    this.at += whole.length;
    if (this.pattern[this.at] === '?') this.at++;
    const next = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(this.pattern.slice(this.at, this.at + 32));
    if (next) this.fail(`invalid nested repetition ${whole}${next[0]}`);
    return true;
  }

  private literal(): boolean {
    this.at++;
    return true;
  }

  private group(repeatable: boolean): boolean {
    this.at++;
    if (this.pattern[this.at] === '?') {
      const rest = this.pattern.slice(this.at);
      const named = /^\?P?<([^>]*)>/.exec(rest);
      const flags = /^\?(?:[imsU]*(?:-[imsU]+)?)([:)])/.exec(rest);
      if (named) this.name(named[1]);
      else if (!flags || rest.startsWith('?)')) this.fail('invalid or unsupported group');
      this.at += (named ?? flags)![0].length;
      if (!named && flags![1] === ')') return repeatable;
    }
    this.alternatives();
    if (this.pattern[this.at] !== ')') this.fail('missing closing )');
    this.at++;
    return true;
  }

  private name(name: string): void {
    if (!/^\w+$/.test(name)) this.fail('invalid group name');
    if (this.names.has(name)) this.fail('duplicate group name');
    this.names.add(name);
  }

  private bracket(): boolean {
    this.at++;
    if (this.pattern[this.at] === '^') this.at++;
    let first = true;
    while (this.pattern[this.at] !== ']' || first) {
      if (this.at >= this.pattern.length) this.fail('missing closing ]');
      first = false;
      this.range();
    }
    this.at++;
    return true;
  }

  private range(): void {
    const named = /^\[:(\^?)(\w*):\]/.exec(this.pattern.slice(this.at));
    if (named) {
      if (!CLASSES.has(named[2])) this.fail(`invalid character class ${named[0]}`);
      this.at += named[0].length;
      return;
    }
    const low = this.classCharacter();
    if (low === undefined) return;
    if (this.pattern[this.at] !== '-' || [']', undefined].includes(this.pattern[this.at + 1])) return;
    this.at++;
    const high = this.classCharacter(true);
    if (high !== undefined && high < low) this.fail('invalid character class range');
  }

  /** The character, or undefined for a whole class such as \d. */
  private classCharacter(single = false): number | undefined {
    if (this.pattern[this.at] === '\\') {
      if (!single && /^\\(?:[dDsSwW]|[pP])/.test(this.pattern.slice(this.at))) {
        this.escape();
        return undefined;
      }
      return this.escapedCharacter();
    }
    const point = this.pattern.codePointAt(this.at)!;
    this.at += point > 0xffff ? 2 : 1;
    return point;
  }

  private escape(repeatable = true): boolean {
    const rest = this.pattern.slice(this.at + 1);
    if (rest.startsWith('Q')) {
      const end = rest.indexOf('\\E');
      this.at = end < 0 ? this.pattern.length : this.at + 1 + end + 2;
      return repeatable || (end < 0 ? rest.length > 1 : end > 1);
    }
    const property = /^[pP](?:\{\^?(\w+)\}|(\w))/.exec(rest);
    if (property) {
      if (!isProperty(property[1] ?? property[2])) this.fail(`unknown character class \\${property[0]}`);
      this.at += 1 + property[0].length;
    } else if (/^[AbBCdDsSwWz]/.test(rest) && !rest.startsWith('C')) this.at += 2;
    else this.escapedCharacter();
    return true;
  }

  private escapedCharacter(): number {
    const [whole, hex, longHex, octal, plain] =
      /^\\(?:x([\da-fA-F]{2})|x\{([\da-fA-F]+)\}|(0[0-7]{0,2}|[1-7][0-7]{1,2})|([aftnrv]|[!-/:-@[-`{-~]))/.exec(
        this.pattern.slice(this.at),
      ) ?? [];
    if (whole === undefined) this.fail(this.at === this.pattern.length - 1 ? 'trailing backslash' : 'invalid escape sequence');
    this.at += whole.length;
    const code = hex ?? longHex;
    if (code !== undefined && Number.parseInt(code, 16) > 0x10ffff) this.fail('invalid escape sequence');
    if (code !== undefined) return Number.parseInt(code, 16);
    if (octal !== undefined) return Number.parseInt(octal, 8);
    return { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 }[plain] ?? plain.charCodeAt(0);
  }

  private fail(message: string): never {
    throw new SyntaxError(message);
  }
}

/** Go knows the general categories and the scripts of Unicode, and Any. */
function isProperty(name: string): boolean {
  if (name === 'Any') return true;
  for (const property of [`gc=${name}`, `sc=${name}`]) {
    try {
      new RegExp(`\\p{${property}}`, 'u');
      return true;
    } catch {}
  }
  return false;
}
