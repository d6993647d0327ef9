import type { ts } from 'ts-morph';
import { PLAIN_NAMES, PROJEN_OPTIONS } from './plain-names';
import { PROJECT, ProjenrcSource } from './projenrc-source';

/** Whether a `.projenrc.ts` says nothing that its model does not say too, and if not, where. */
export type PlainVerdict = { readonly plain: true } | { readonly plain: false; readonly reason: string; readonly line: number };

/** No person writes one this long; parsing it would stop a fleet's run. */
const MAX_LENGTH = 1_000_000;

/** Stops at the first thing that is more than data. */
class NotPlain extends Error {
  constructor(
    reason: string,
    readonly node: ts.Node,
  ) {
    super(reason);
  }
}

/**
 * Whether a `.projenrc.ts` is only data: imports from our packages, one `new PgPlatformProject({...})` of literals, value objects
 * and enums, and its `synth()`. Such a repository is regenerated from its model; another one only by running its own code.
 *
 * Everything that is not known to be data is code: the grammar below lists what is allowed, not what is forbidden.
 */
export function isPlainProjenrc(text: string): PlainVerdict {
  if (text.length > MAX_LENGTH) {
    return { plain: false, reason: `The file is longer than ${MAX_LENGTH} characters.`, line: 1 };
  }
  let source: ProjenrcSource | undefined;
  try {
    source = ProjenrcSource.parse(text);
    if (source.errorAt !== undefined) {
      return { plain: false, reason: 'The file has a syntax error.', line: source.lineOf(source.errorAt) };
    }
    new PlainGrammar(source).file();
    return { plain: true };
  } catch (error) {
    if (error instanceof NotPlain && source) {
      return { plain: false, reason: error.message, line: source.lineOf(source.startOf(error.node)) };
    }
    if (error instanceof RangeError) {
      return { plain: false, reason: 'The file is nested too deeply.', line: 1 };
    }
    throw error;
  }
}

class PlainGrammar {
  /** What a name of the file stands for: an export of one of our packages. */
  private readonly imported = new Map<string, { readonly module: string; readonly name: string }>();
  private readonly projects: { readonly node: ts.Node; readonly name: string | undefined }[] = [];
  private synths = 0;

  constructor(private readonly source: ProjenrcSource) {}

  file(): void {
    const { compiler, file } = this.source;
    // Imports are hoisted, wherever they stand.
    for (const statement of file.statements.filter(compiler.isImportDeclaration)) {
      this.importDeclaration(statement);
    }
    for (const statement of file.statements) {
      if (!compiler.isImportDeclaration(statement)) {
        this.statement(statement);
      }
    }
    if (this.projects.length !== 1 || this.synths !== 1) {
      const message = `There is not exactly one new ${PROJECT}(...) with one synth().`;
      throw new NotPlain(message, this.projects[1]?.node ?? file.endOfFileToken);
    }
  }

  private importDeclaration(statement: ts.ImportDeclaration): void {
    const { compiler } = this.source;
    const module = (statement.moduleSpecifier as ts.StringLiteral).text;
    const clause = statement.importClause;
    const bindings = clause?.namedBindings;
    if (!Object.hasOwn(PLAIN_NAMES, module)) {
      throw new NotPlain(`An import of ${JSON.stringify(module)} runs other code.`, statement);
    }
    if (!clause || clause.name || !bindings || !compiler.isNamedImports(bindings) || statement.attributes) {
      throw new NotPlain('An import that does not name what it takes.', statement);
    }
    for (const { name, propertyName, isTypeOnly } of bindings.elements) {
      if (clause.phaseModifier || isTypeOnly) {
        continue; // gone when the file runs
      }
      this.imported.set(name.text, { module, name: (propertyName ?? name).text });
    }
  }

  private statement(statement: ts.Statement): void {
    const { compiler } = this.source;
    if (compiler.isVariableStatement(statement)) {
      const [declaration, ...others] = statement.declarationList.declarations;
      const { name, initializer } = declaration;
      if (
        others.length > 0 ||
        statement.modifiers ||
        (statement.declarationList.flags & compiler.NodeFlags.BlockScoped) !== compiler.NodeFlags.Const || // using is a flag more
        !compiler.isIdentifier(name) ||
        this.imported.has(name.text) ||
        !initializer
      ) {
        throw new NotPlain(`A variable that is not the ${PROJECT}.`, statement);
      }
      this.project(initializer, name.text);
    } else if (compiler.isExpressionStatement(statement)) {
      this.expressionStatement(statement.expression);
    } else if (!compiler.isEmptyStatement(statement)) {
      throw new NotPlain('A statement that is not data.', statement);
    }
  }

  private expressionStatement(expression: ts.Expression): void {
    const { compiler } = this.source;
    if (compiler.isStringLiteral(expression)) {
      return; // a directive
    }
    if (!compiler.isCallExpression(expression)) {
      this.project(expression, undefined);
      return;
    }
    const { expression: callee, arguments: given, typeArguments } = expression;
    if (
      !compiler.isPropertyAccessExpression(callee) ||
      callee.name.text !== 'synth' ||
      callee.questionDotToken ||
      expression.questionDotToken ||
      given.length > 0 ||
      typeArguments
    ) {
      throw new NotPlain('A call that is not synth().', expression);
    }
    if (compiler.isNewExpression(callee.expression)) {
      this.project(callee.expression, undefined);
    } else if (!compiler.isIdentifier(callee.expression) || this.projects[0]?.name !== callee.expression.text) {
      throw new NotPlain(`A synth() that is not the ${PROJECT}'s.`, expression);
    }
    this.synths++;
  }

  private project(node: ts.Expression, name: string | undefined): void {
    const { compiler } = this.source;
    const callee = compiler.isNewExpression(node) ? node.expression : undefined;
    const known = callee && compiler.isIdentifier(callee) ? this.imported.get(callee.text) : undefined;
    if (!compiler.isNewExpression(node) || known?.module !== 'pgplatform' || known.name !== PROJECT || node.typeArguments) {
      throw new NotPlain(`An expression that is no new ${PROJECT}(...).`, node);
    }
    const [options, ...others] = node.arguments ?? [];
    const object = options && this.inner(options);
    if (!object || others.length > 0 || !compiler.isObjectLiteralExpression(object)) {
      throw new NotPlain(`The options of new ${PROJECT}(...) are not written there.`, options ?? node);
    }
    for (const { name } of object.properties) {
      const option = name && this.source.literal.nameOf(name);
      if (option !== undefined && PROJEN_OPTIONS.includes(option)) {
        throw new NotPlain(`The option ${option} is projen's, and in no model.`, name as ts.Node);
      }
    }
    this.projects.push({ node, name });
    this.value(options);
  }

  private value(given: ts.Expression): void {
    const { compiler } = this.source;
    const node = this.inner(given);
    if (compiler.isObjectLiteralExpression(node)) {
      for (const property of node.properties) {
        this.property(property);
      }
    } else if (compiler.isArrayLiteralExpression(node)) {
      for (const element of node.elements) {
        this.value(element);
      }
    } else if (compiler.isPropertyAccessExpression(node)) {
      this.member(node, 'enums');
    } else if (compiler.isCallExpression(node)) {
      if (!compiler.isPropertyAccessExpression(node.expression) || node.questionDotToken || node.typeArguments) {
        throw new NotPlain('A call that makes no value object.', node);
      }
      this.member(node.expression, 'values');
      for (const argument of node.arguments) {
        if (!this.isPrimitive(this.inner(argument))) {
          throw new NotPlain('A value object that is not made of literals.', argument);
        }
      }
    } else if (!this.isPrimitive(node)) {
      throw new NotPlain('A value that is no literal.', node);
    }
  }

  private property(property: ts.ObjectLiteralElementLike): void {
    const { compiler } = this.source;
    const name = property.name;
    if (!compiler.isPropertyAssignment(property) || !name || compiler.isComputedPropertyName(name)) {
      throw new NotPlain('A property whose name and value are not both written.', property);
    }
    if (this.source.literal.nameOf(name) === '__proto__') {
      throw new NotPlain('A property __proto__ is not data.', property);
    }
    this.value(property.initializer);
  }

  /** A static method or an enum member that we know. */
  private member({ expression, name, questionDotToken }: ts.PropertyAccessExpression, kind: 'values' | 'enums'): void {
    const known = this.source.compiler.isIdentifier(expression) ? this.imported.get(expression.text) : undefined;
    const names = known && PLAIN_NAMES[known.module][kind];
    if (!known || !names || questionDotToken || !Object.hasOwn(names, known.name) || !names[known.name].includes(name.text)) {
      const text = `${this.source.textOf(expression)}.${name.text}`;
      throw new NotPlain(`${text} is none of the value objects and enums of our packages.`, expression);
    }
  }

  private isPrimitive(node: ts.Expression): boolean {
    const { compiler } = this.source;
    const { SyntaxKind } = compiler;
    return (
      compiler.isStringLiteralLike(node) ||
      compiler.isNumericLiteral(node) ||
      [SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword].includes(node.kind) ||
      (compiler.isPrefixUnaryExpression(node) &&
        node.operator === SyntaxKind.MinusToken &&
        compiler.isNumericLiteral(node.operand))
    );
  }

  /** What stands inside parentheses and types, which are gone when the file runs. */
  private inner(node: ts.Expression): ts.Expression {
    return this.source.literal.unwrap(node);
  }
}
