import type { ts } from 'ts-morph';
import type { ProjenrcSource } from './projenrc-source';

type Span = { readonly start: number; readonly end: number; readonly text: string };

/** Changes of spans of a source text; every other byte stays. */
export class SourceEdits {
  private readonly spans: Span[] = [];

  constructor(private readonly source: ProjenrcSource) {}

  /** The text with the changes made. */
  get result(): string {
    return [...this.spans]
      .reverse() // of two insertions at one place, the later one comes after
      .sort((a, b) => b.start - a.start)
      .reduce((edited, span) => edited.slice(0, span.start) + span.text + edited.slice(span.end), this.source.text);
  }

  /** Puts a text in the place of another. */
  replace(start: number, end: number, text: string): void {
    this.spans.push({ start, end, text });
  }

  /** Adds properties after the last one, in the manner of the others. */
  insert(object: ts.ObjectLiteralExpression, written: readonly string[]): void {
    const { text, style } = this.source;
    const last = object.properties.at(-1);
    if (!last) {
      this.insertIntoEmpty(object, written);
      return;
    }
    const close = object.getEnd() - 1;
    const comma = object.properties.hasTrailingComma;
    const end = this.endOfComments(object.properties.end);
    const multiline = text.slice(end, close).includes('\n');
    if (!comma) {
      this.replace(last.getEnd(), last.getEnd(), ',');
    }
    if (multiline) {
      const indent = this.indentOf(this.source.startOf(last));
      const lines = written.map((member, i) => `${style.eol}${indent}${member}${comma || i < written.length - 1 ? ',' : ''}`);
      this.spans.push({ start: end, end, text: lines.join('') });
    } else {
      this.spans.push({ start: end, end, text: ` ${written.join(', ')}${comma ? ',' : ''}` });
    }
  }

  /** Takes a property away, with its comma and the comments that are about it. Gives these comments back. */
  remove(property: ts.ObjectLiteralElementLike): string[] {
    const { properties } = property.parent as ts.ObjectLiteralExpression;
    const next = properties[properties.indexOf(property) + 1];
    const start = this.endOfLine(property.getFullStart());
    const end = next ? this.endOfLine(next.getFullStart()) : this.endOfComments(properties.end);
    if (!next && !properties.hasTrailingComma && properties.length > 1) {
      this.replace(property.getFullStart() - 1, property.getFullStart(), ''); // the comma before it
    }
    this.replace(start, end, '');
    return [...this.commentsIn(start, this.source.startOf(property)), ...this.commentsIn(property.getEnd(), end)];
  }

  /** The comments between two places that have only names and punctuation between them. */
  commentsIn(start: number, end: number): string[] {
    const { compiler, text } = this.source;
    const scanner = compiler.createScanner(compiler.ScriptTarget.Latest, false, undefined, text.slice(start, end));
    const comments: string[] = [];
    for (let kind = scanner.scan(); kind !== compiler.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
      if (kind === compiler.SyntaxKind.SingleLineCommentTrivia || kind === compiler.SyntaxKind.MultiLineCommentTrivia) {
        comments.push(scanner.getTokenText());
      }
    }
    return comments;
  }

  private insertIntoEmpty(object: ts.ObjectLiteralExpression, written: readonly string[]): void {
    const { text } = this.source;
    const start = this.source.startOf(object) + 1;
    const close = object.getEnd() - 1;
    const inside = text.slice(start, close);
    if (inside.trim() === '' && !inside.includes('\n')) {
      this.spans.push({ start, end: close, text: ` ${written.join(', ')} ` });
      return;
    }
    const { eol } = this.source.style;
    const outer = this.indentOf(this.source.startOf(object));
    const indent = outer + (outer.includes('\t') ? '\t' : '  ');
    const at = this.endOfComments(start);
    const newline = text.slice(at, close).includes('\n') ? '' : `${eol}${outer}`;
    this.replace(at, at, written.map((member) => `${eol}${indent}${member},`).join('') + newline);
  }

  /** Where the comments that follow a position on its own line end. */
  private endOfComments(position: number): number {
    return this.source.compiler.getTrailingCommentRanges(this.source.text, position)?.at(-1)?.end ?? position;
  }

  /** The same when nothing else follows on the line; else the position, for then they are about what follows. */
  private endOfLine(position: number): number {
    const end = this.endOfComments(position);
    return /^[ \t]*\r?\n/.test(this.source.text.slice(end)) ? end : position;
  }

  /** The blanks that the line of a position begins with. */
  indentOf(position: number): string {
    const { text } = this.source;
    const line = text.slice(text.lastIndexOf('\n', position - 1) + 1);
    return /^[ \t]*/.exec(line)![0];
  }
}
