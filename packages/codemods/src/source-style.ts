import type { ts } from 'ts-morph';

/** How a source file is written, so that an edit reads as if its author had typed it. */
export type SourceStyle = { readonly quote: "'" | '"'; readonly eol: '\n' | '\r\n' };

/** Any value that can stand in `.projenrc.ts` as a literal. */
export type LiteralValue = string | number | boolean | readonly LiteralValue[] | { readonly [property: string]: LiteralValue };

/** The quote that most strings have (single when it is a draw), and the line end that most lines have. */
export function sourceStyle(source: ts.SourceFile, compiler: typeof ts): SourceStyle {
  const text = source.text;
  let single = 0;
  let double = 0;
  const count = (node: ts.Node): void => {
    if (compiler.isStringLiteral(node)) {
      if (text[node.getStart(source)] === '"') {
        double++;
      } else {
        single++;
      }
    }
    compiler.forEachChild(node, count);
  };
  count(source);
  const crlf = text.split('\r\n').length - 1;
  return { quote: double > single ? '"' : "'", eol: crlf * 2 > text.split('\n').length - 1 ? '\r\n' : '\n' };
}

/** A value as source text, on one line. */
export function literalText(value: LiteralValue, quote: SourceStyle['quote']): string {
  if (typeof value === 'string') {
    const body = JSON.stringify(value).slice(1, -1);
    return quote === '"' ? `"${body}"` : `'${body.replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => literalText(item, quote)).join(', ')}]`;
  }
  if (typeof value === 'object') {
    const members = Object.entries(value).map(([key, member]) => `${propertyName(key, quote)}: ${literalText(member, quote)}`);
    return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
  }
  return String(value);
}

/** A property's name as source text: quoted when it must be. */
export function propertyName(name: string, quote: SourceStyle['quote']): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literalText(name, quote);
}
