import type { ts } from 'ts-morph';
import { type OptionStep, optionPath } from './option-path';
import { SourceLiteral } from './source-literal';
import { type LiteralValue, literalText, propertyName, type SourceStyle, sourceStyle } from './source-style';

/** One option to set in `.projenrc.ts`. */
export type ProjenrcEdit = {
  /** Where, for example `environments[name=prod].certificate`. Objects on the way are made; elements of lists are not. */
  readonly path: string;
  /** What. An object is merged into a literal object that is there already, so that comments in it stay. */
  readonly value: LiteralValue;
};

/** The edited text, or why nothing was edited and what the user can paste instead. */
export type ProjenrcResult =
  | { readonly edited: true; readonly text: string }
  | {
      readonly edited: false;
      /** What stands in the way. */
      readonly reason: string;
      /** Line where it stands, from 1. */
      readonly line: number;
      /** The property to put there by hand. */
      readonly paste: string;
    };

type Span = { readonly start: number; readonly end: number; readonly text: string };

/** Stops an edit that would have to guess. */
class Obstacle extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const CLASS = 'PgPlatformProject';

/**
 * Sets options inside the single `new PgPlatformProject({...})` of a `.projenrc.ts`. Everything else stays byte for byte.
 *
 * Nothing is edited when the way to the option, or its present value, is not a literal: see `ProjenrcResult`.
 */
export function editProjenrc(text: string, edit: ProjenrcEdit): ProjenrcResult {
  const { ts: compiler } = require('ts-morph') as typeof import('ts-morph'); // 190 ms: only who edits pays for it
  const steps = optionPath(edit.path);
  const source = parse(text, compiler);
  const style = sourceStyle(source, compiler);
  try {
    return { edited: true, text: new Editor(source, style, compiler).apply(steps, edit.value) };
  } catch (error) {
    if (!(error instanceof Obstacle)) {
      throw error;
    }
    const last = steps[steps.length - 1] as { property: string };
    return {
      edited: false,
      reason: error.message,
      line: source.getLineAndCharacterOfPosition(error.at).line + 1,
      paste: `${propertyName(last.property, style.quote)}: ${literalText(edit.value, style.quote)},`,
    };
  }
}

function parse(text: string, compiler: typeof ts): ts.SourceFile {
  return compiler.createSourceFile('.projenrc.ts', text, compiler.ScriptTarget.Latest, true);
}

class Editor {
  private readonly spans: Span[] = [];
  private readonly literal: SourceLiteral;

  constructor(
    private readonly source: ts.SourceFile,
    private readonly style: SourceStyle,
    private readonly compiler: typeof ts,
  ) {
    this.literal = new SourceLiteral(compiler);
  }

  apply(steps: readonly OptionStep[], value: LiteralValue): string {
    const errors = (this.source as unknown as { parseDiagnostics: ts.Diagnostic[] }).parseDiagnostics;
    if (errors.length > 0) {
      throw new Obstacle('The file has a syntax error.', errors[0].start ?? 0);
    }
    this.setIn(this.options(), steps, value);
    const { text } = this.source;
    return this.spans
      .reverse() // of two insertions at one place, the later one comes after
      .sort((a, b) => b.start - a.start)
      .reduce((edited, span) => edited.slice(0, span.start) + span.text + edited.slice(span.end), text);
  }

  /** The options object of the one project in the file. */
  private options(): ts.ObjectLiteralExpression {
    const { compiler } = this;
    const found: ts.NewExpression[] = [];
    const visit = (node: ts.Node): void => {
      if (compiler.isNewExpression(node)) {
        const callee = node.expression;
        const name = compiler.isPropertyAccessExpression(callee) ? callee.name : callee;
        if (compiler.isIdentifier(name) && name.text === CLASS) {
          found.push(node);
        }
      }
      compiler.forEachChild(node, visit);
    };
    visit(this.source);
    if (found.length !== 1) {
      const message =
        found.length === 0 ? `There is no new ${CLASS}(...) in the file.` : `There are ${found.length} new ${CLASS}(...).`;
      throw new Obstacle(message, found[1]?.getStart(this.source) ?? 0);
    }
    const argument = found[0].arguments?.[0];
    const options = argument && this.literal.unwrap(argument);
    if (!options || !compiler.isObjectLiteralExpression(options)) {
      throw new Obstacle(`The options of new ${CLASS}(...) are not written there.`, (argument ?? found[0]).getStart(this.source));
    }
    return options;
  }

  private setIn(object: ts.ObjectLiteralExpression, steps: readonly OptionStep[], value: LiteralValue): void {
    const [step, ...rest] = steps as [{ property: string }, ...OptionStep[]];
    const property = this.property(object, step.property);
    if (!property) {
      if (rest.some((next) => 'where' in next)) {
        throw new Obstacle(`${step.property} is not written there, and a list is not made up.`, object.getStart(this.source));
      }
      this.insert(object, [[step.property, wrap(rest as { property: string }[], value)]]);
      return;
    }
    let target = this.literal.unwrap(property.initializer);
    let remaining = rest;
    while (remaining.length > 0 && 'where' in remaining[0]) {
      target = this.element(target, step.property, remaining[0]);
      remaining = remaining.slice(1);
    }
    if (remaining.length > 0) {
      this.setIn(this.object(target, step.property), remaining, value);
    } else {
      this.replace(target, value, step.property);
    }
  }

  private replace(target: ts.Expression, value: LiteralValue, name: string): void {
    if (!this.literal.isLiteral(target)) {
      throw new Obstacle(`${name} is not a literal.`, target.getStart(this.source));
    }
    if (this.compiler.isObjectLiteralExpression(target) && typeof value === 'object' && !Array.isArray(value)) {
      const missing: [string, LiteralValue][] = [];
      for (const [key, member] of Object.entries(value)) {
        const property = this.property(target, key);
        if (property) {
          this.replace(this.literal.unwrap(property.initializer), member, key);
        } else {
          missing.push([key, member]);
        }
      }
      if (missing.length > 0) {
        this.insert(target, missing);
      }
      return;
    }
    const wanted = literalText(value, this.style.quote);
    if (literalText(this.literal.valueOf(target), this.style.quote) !== wanted) {
      this.spans.push({ start: target.getStart(this.source), end: target.getEnd(), text: wanted });
    }
  }

  /** Adds properties after the last one, in the manner of the others. */
  private insert(object: ts.ObjectLiteralExpression, members: [string, LiteralValue][]): void {
    const { text } = this.source;
    const { quote, eol } = this.style;
    const written = members.map(([name, value]) => `${propertyName(name, quote)}: ${literalText(value, quote)}`);
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
      this.spans.push({ start: last.getEnd(), end: last.getEnd(), text: ',' });
    }
    if (multiline) {
      const indent = this.indentOf(last.getStart(this.source));
      const lines = written.map((member, i) => `${eol}${indent}${member}${comma || i < written.length - 1 ? ',' : ''}`);
      this.spans.push({ start: end, end, text: lines.join('') });
    } else {
      this.spans.push({ start: end, end, text: ` ${written.join(', ')}${comma ? ',' : ''}` });
    }
  }

  private insertIntoEmpty(object: ts.ObjectLiteralExpression, written: string[]): void {
    const { text } = this.source;
    const start = object.getStart(this.source) + 1;
    const close = object.getEnd() - 1;
    const inside = text.slice(start, close);
    if (inside.trim() === '' && !inside.includes('\n')) {
      this.spans.push({ start, end: close, text: ` ${written.join(', ')} ` });
      return;
    }
    const { eol } = this.style;
    const outer = this.indentOf(object.getStart(this.source));
    const indent = outer + (outer.includes('\t') ? '\t' : '  ');
    const at = this.endOfComments(start);
    const newline = text.slice(at, close).includes('\n') ? '' : `${eol}${outer}`;
    this.spans.push({ start: at, end: at, text: written.map((member) => `${eol}${indent}${member},`).join('') + newline });
  }

  /** Where the comments that follow a position on its own line end. */
  private endOfComments(position: number): number {
    return this.compiler.getTrailingCommentRanges(this.source.text, position)?.at(-1)?.end ?? position;
  }

  /** The blanks that the line of a position begins with. */
  private indentOf(position: number): string {
    const { text } = this.source;
    const line = text.slice(text.lastIndexOf('\n', position - 1) + 1);
    return /^[ \t]*/.exec(line)![0];
  }

  /** The property of an object, or nothing when it is certainly not there. */
  private property(object: ts.ObjectLiteralExpression, name: string): ts.PropertyAssignment | undefined {
    const { compiler } = this;
    const index = object.properties.findIndex((member) => member.name && this.literal.nameOf(member.name) === name);
    const unclear = object.properties.find(
      (member, i) =>
        i > index && (compiler.isSpreadAssignment(member) || (member.name && compiler.isComputedPropertyName(member.name))),
    );
    if (unclear) {
      throw new Obstacle(`${name} may come from here.`, unclear.getStart(this.source));
    }
    const found = object.properties[index];
    if (found && !compiler.isPropertyAssignment(found)) {
      throw new Obstacle(`${name} is not a literal.`, found.getStart(this.source));
    }
    return found as ts.PropertyAssignment | undefined;
  }

  private element(list: ts.Expression, name: string, step: { where: string; is: string }): ts.Expression {
    const { compiler } = this;
    if (!compiler.isArrayLiteralExpression(list)) {
      throw new Obstacle(`${name} is not a literal list.`, list.getStart(this.source));
    }
    const elements = list.elements.map((element) => this.literal.unwrap(element));
    const matching = elements.filter(
      (element) =>
        compiler.isObjectLiteralExpression(element) &&
        element.properties.some(
          (member) =>
            compiler.isPropertyAssignment(member) &&
            this.literal.nameOf(member.name) === step.where &&
            compiler.isStringLiteralLike(member.initializer) &&
            member.initializer.text === step.is,
        ),
    );
    if (matching.length !== 1) {
      const count = matching.length === 0 ? 'no literal element' : `${matching.length} elements`;
      throw new Obstacle(`${name} has ${count} with ${step.where} '${step.is}'.`, (matching[1] ?? list).getStart(this.source));
    }
    return matching[0];
  }

  private object(node: ts.Expression, name: string): ts.ObjectLiteralExpression {
    if (!this.compiler.isObjectLiteralExpression(node)) {
      throw new Obstacle(`${name} is not a literal object.`, node.getStart(this.source));
    }
    return node;
  }
}

function wrap(steps: readonly { property: string }[], value: LiteralValue): LiteralValue {
  return steps.reduceRight<LiteralValue>((inner, step) => ({ [step.property]: inner }), value);
}
