import type { ts } from 'ts-morph';
import type { LiteralValue } from './source-style';

/** Reads literals out of a syntax tree. */
export class SourceLiteral {
  constructor(private readonly compiler: typeof ts) {}

  /** Strings, numbers, booleans, and objects and lists of them. */
  isLiteral(node: ts.Expression): boolean {
    const { compiler } = this;
    const inner = this.unwrap(node);
    if (compiler.isObjectLiteralExpression(inner)) {
      return inner.properties.every(
        (member) =>
          compiler.isPropertyAssignment(member) && this.nameOf(member.name) !== undefined && this.isLiteral(member.initializer),
      );
    }
    if (compiler.isArrayLiteralExpression(inner)) {
      return inner.elements.every((element) => this.isLiteral(element));
    }
    return (
      compiler.isStringLiteralLike(inner) ||
      compiler.isNumericLiteral(inner) ||
      inner.kind === compiler.SyntaxKind.TrueKeyword ||
      inner.kind === compiler.SyntaxKind.FalseKeyword
    );
  }

  /** The value of a literal. */
  valueOf(node: ts.Expression): LiteralValue {
    const { compiler } = this;
    const inner = this.unwrap(node);
    if (compiler.isObjectLiteralExpression(inner)) {
      const members = inner.properties as unknown as readonly ts.PropertyAssignment[];
      return Object.fromEntries(members.map((member) => [this.nameOf(member.name)!, this.valueOf(member.initializer)]));
    }
    if (compiler.isArrayLiteralExpression(inner)) {
      return inner.elements.map((element) => this.valueOf(element));
    }
    if (compiler.isStringLiteralLike(inner)) {
      return inner.text;
    }
    return compiler.isNumericLiteral(inner) ? Number(inner.text) : inner.kind === compiler.SyntaxKind.TrueKeyword;
  }

  /** The name of a property, or nothing when it is computed. */
  nameOf(name: ts.PropertyName): string | undefined {
    const { compiler } = this;
    if (compiler.isComputedPropertyName(name)) {
      return compiler.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
    }
    return compiler.isPrivateIdentifier(name) || compiler.isBigIntLiteral(name) ? undefined : name.text;
  }

  /** What stands inside parentheses, `as`, `satisfies`, `<T>` and `!`. */
  unwrap(node: ts.Expression): ts.Expression {
    const { compiler } = this;
    let inner = node;
    while (
      compiler.isParenthesizedExpression(inner) ||
      compiler.isAsExpression(inner) ||
      compiler.isSatisfiesExpression(inner) ||
      compiler.isNonNullExpression(inner) ||
      compiler.isTypeAssertionExpression(inner)
    ) {
      inner = inner.expression;
    }
    return inner;
  }
}
