import type { ts } from 'ts-morph';
import { SourceConstants } from './source-constants';
import { SourceLiteral } from './source-literal';
import { type SourceStyle, sourceStyle } from './source-style';

/** The syntax tree of a `.projenrc.ts`, and what every edit asks of it. */
export class ProjenrcSource {
  static parse(text: string): ProjenrcSource {
    const { ts: compiler } = require('ts-morph') as typeof import('ts-morph'); // 190 ms: only who edits pays for it
    return new ProjenrcSource(compiler.createSourceFile('.projenrc.ts', text, compiler.ScriptTarget.Latest, true), compiler);
  }

  readonly style: SourceStyle;
  readonly literal: SourceLiteral;
  readonly constants: SourceConstants;

  private constructor(
    readonly file: ts.SourceFile,
    readonly compiler: typeof ts,
  ) {
    this.style = sourceStyle(file, compiler);
    this.literal = new SourceLiteral(compiler);
    this.constants = new SourceConstants(file, compiler);
  }

  get text(): string {
    return this.file.text;
  }

  /** Where the first syntax error is, if there is one. */
  get errorAt(): number | undefined {
    const [error] = (this.file as unknown as { parseDiagnostics: ts.Diagnostic[] }).parseDiagnostics;
    return error && (error.start ?? 0);
  }

  /** Every `new PgPlatformProject(...)`, also of a module (`pg.PgPlatformProject`) or under another name. */
  projects(): ts.NewExpression[] {
    const { compiler } = this;
    const names = new Set([PROJECT]);
    const found: ts.NewExpression[] = [];
    const visit = (node: ts.Node): void => {
      if (compiler.isImportSpecifier(node) && node.propertyName?.text === PROJECT) {
        names.add(node.name.text);
      }
      if (compiler.isNewExpression(node)) {
        const { expression } = node;
        if (
          compiler.isIdentifier(expression)
            ? names.has(expression.text)
            : compiler.isPropertyAccessExpression(expression) && expression.name.text === PROJECT
        ) {
          found.push(node);
        }
      }
      compiler.forEachChild(node, visit);
    };
    visit(this.file);
    return found;
  }

  startOf(node: ts.Node): number {
    return node.getStart(this.file);
  }

  textOf(node: ts.Node): string {
    return node.getText(this.file);
  }

  /** The line of a position, from 1. */
  lineOf(position: number): number {
    return this.file.getLineAndCharacterOfPosition(position).line + 1;
  }
}

/** The class whose options are in `.projenrc.ts`. */
export const PROJECT = 'PgPlatformProject';
