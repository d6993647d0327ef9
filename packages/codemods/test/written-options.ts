import fc from 'fast-check';
import { ts } from 'ts-morph';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A way to write options down: the choices of an author, one after the other. */
export type Author = { readonly choices: readonly number[]; readonly eol: '\n' | '\r\n'; readonly indent: string };

export const anAuthor: fc.Arbitrary<Author> = fc.record({
  choices: fc.array(fc.nat(999), { minLength: 1, maxLength: 60 }),
  eol: fc.constantFrom('\n', '\r\n'),
  indent: fc.constantFrom('  ', '\t', '    '),
});

/** A `.projenrc.ts` that sets options, as an author would write it: with constants, spreads, conditions, comments, any style. */
export class WrittenOptions {
  readonly text: string;
  private readonly prelude: string[] = [];
  private readonly names = new Set<string>();
  private turn = 0;

  constructor(
    options: Json,
    private readonly author: Author,
  ) {
    const value = this.value(options, 1);
    const call = `new PgPlatformProject(${value})${this.pick('.synth();', '')}`;
    const use = this.chance(6) ? [...this.names].slice(0, 1).map((name) => `log(${name});`) : [];
    this.text = ["import { PgPlatformProject } from 'pgplatform';", '', ...this.prelude, ...use, call, ''].join('\n');
    this.text = this.text.replace(/\n/g, author.eol);
  }

  private value(json: Json, depth: number): string {
    const written = Array.isArray(json)
      ? this.list(json, depth)
      : typeof json === 'object' && json
        ? this.object(json, depth)
        : this.plain(json);
    if (this.chance(6)) return this.constant(`constant${this.names.size}`, written);
    if (this.chance(12)) return `(${written})`;
    if (this.chance(12)) return `${written} as any`;
    if (this.chance(12)) return `(${written} satisfies any)`;
    if (this.chance(16)) return `(flag() ? ${written} : ${written})`;
    if (this.chance(20)) return `made(${written})`;
    return written;
  }

  private constant(name: string, written: string): string {
    this.names.add(name);
    this.prelude.push(`const ${name} = ${written};`);
    return name;
  }

  private object(json: { [key: string]: Json }, depth: number): string {
    const members = Object.entries(json).map(([key, value]) => this.member(key, value, depth + 1));
    if (members.length > 0 && this.chance(5)) {
      const some = members.splice(this.next() % members.length);
      members.push(
        `...${this.value({}, depth) === '{}' ? `{ ${some.join(', ')} }` : this.constant(`spread${this.names.size}`, `{ ${some.join(', ')} }`)}`,
      );
    }
    return this.between('{', members, '}', depth);
  }

  private member(key: string, value: Json, depth: number): string {
    const written = this.value(value, depth);
    if (this.chance(5) && !this.names.has(key)) {
      this.constant(key, written);
      return key;
    }
    const name = this.pick(key, key, key, `'${key}'`, `"${key}"`, `['${key}']`);
    return `${name}${this.comment()}: ${written}`;
  }

  private list(json: Json[], depth: number): string {
    return this.between(
      '[',
      json.map((item) => this.value(item, depth + 1)),
      ']',
      depth,
    );
  }

  private between(open: string, items: readonly string[], close: string, depth: number): string {
    if (items.length === 0) return open + close;
    if (this.chance(2))
      return `${open} ${items.map((item) => `${this.comment()}${item}`).join(', ')}${this.pick('', ',')} ${close}`;
    const inner = this.author.indent.repeat(depth);
    const lines = items.map((item, i) => {
      const comma = i < items.length - 1 ? ',' : this.pick('', ',');
      const above = this.chance(6) ? `${inner}// ${this.remark()}\n` : '';
      return `${above}${inner}${item}${this.comment()}${comma}${this.chance(6) ? ` // ${this.remark()}` : ''}`;
    });
    return `${open}\n${lines.join('\n')}\n${this.author.indent.repeat(depth - 1)}${close}`;
  }

  private plain(json: Json): string {
    return typeof json === 'string'
      ? this.pick(`'${json}'`, `"${json}"`, `\`${json}\``, `'${json}'.trim()`)
      : JSON.stringify(json);
  }

  private comment(): string {
    return this.chance(8) ? ` /* ${this.remark()} */ ` : '';
  }

  private remark(): string {
    return this.pick('retention: 1d', 'barmanObjectStore', 'storePatch', `note ${this.next()}`);
  }

  private chance(of: number): boolean {
    return this.next() % of === 1;
  }

  private pick(...texts: string[]): string {
    return texts[this.next() % texts.length];
  }

  private next(): number {
    const { choices } = this.author;
    return choices[this.turn++ % choices.length] + Math.floor(this.turn / choices.length);
  }
}

/** What a text does when it runs: the options that it sets, and what it shows of them. */
export function run(text: string, flag: boolean): { options: any; shown: any[] } {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const shown: any[] = [];
  let options: any;
  const PgPlatformProject = class {
    constructor(given: any) {
      options = given;
    }
    synth(): void {}
  };
  const program = new Function('require', 'exports', 'flag', 'made', 'log', outputText);
  program(
    () => ({ PgPlatformProject }),
    {},
    () => flag,
    (value: any) => value,
    (value: any) => shown.push(JSON.stringify(value)),
  );
  return { options: JSON.parse(JSON.stringify(options)), shown };
}

/** The comments of a text, in their order. */
export function commentsOf(text: string): string[] {
  return (text.match(/\/\*.*?\*\/|\/\/[^\r\n]*/g) ?? []).map((comment) => comment.trim());
}
