import type { ts } from 'ts-morph';
import type { ProjenrcSource } from './projenrc-source';
import type { SourceConstant } from './source-constants';

/** An expression, and how it was reached. */
export type Written = {
  readonly node: ts.Expression;
  /** The constants on the way. */
  readonly through: readonly SourceConstant[];
  /** Not one of several that a condition chooses from. */
  readonly sure: boolean;
};

/** A property of an object literal that sets an option. */
export type OptionPlace = {
  readonly property: ts.ObjectLiteralElementLike & { readonly name: ts.PropertyName };
  readonly object: ts.ObjectLiteralExpression;
  readonly through: readonly SourceConstant[];
  readonly sure: boolean;
};

/** The beginning of a search. */
export function written(node: ts.Expression): Written {
  return { node, through: [], sure: true };
}

/** Finds the places where options are written: in the call, in constants of the file, in spreads of these. */
export class OptionFinder {
  /** What may hold an option and cannot be read: a call, something imported, a computed name. */
  readonly unclear = new Set<ts.Node>();
  private readonly followed = new Set<ts.Identifier>();

  constructor(private readonly source: ProjenrcSource) {}

  /** Every place that sets the option at a path of properties, also those that another one hides. */
  places(start: Written, [name, ...rest]: readonly string[]): OptionPlace[] {
    return rest.length === 0
      ? this.members(start, name, true)
      : this.members(start, name).flatMap((place) => this.places(this.valueOf(place), rest));
  }

  /** The places that set a property of an object, the last first; `all`, or without those that one hides. */
  members(start: Written, name: string, all = false): OptionPlace[] {
    return this.values(start).flatMap((value) =>
      this.source.compiler.isObjectLiteralExpression(value.node)
        ? this.membersOf({ ...value, object: value.node }, name, all)
        : [],
    );
  }

  /** What a place sets. */
  valueOf({ property, through, sure }: OptionPlace): Written {
    const { compiler } = this.source;
    const node = compiler.isPropertyAssignment(property)
      ? property.initializer
      : compiler.isShorthandPropertyAssignment(property)
        ? property.name
        : (property as unknown as ts.Expression);
    return { node, through, sure };
  }

  /** The constant through which a place was reached and that is used for something else too. */
  sharedConstant({ through }: Pick<OptionPlace, 'through'>): SourceConstant | undefined {
    return through.find(({ uses }) => uses.some((use) => !this.followed.has(use)));
  }

  /** The literals that an expression may be: objects, lists, texts, numbers. The rest goes to `unclear`. */
  values({ node, through, sure }: Written): Written[] {
    const { compiler, literal, constants } = this.source;
    const inner = literal.unwrap(node);
    if (compiler.isIdentifier(inner)) {
      const constant = constants.of(inner);
      if (constant && !through.includes(constant)) {
        this.followed.add(inner);
        return this.values({ node: constant.initializer, through: [...through, constant], sure });
      }
    } else if (compiler.isConditionalExpression(inner)) {
      return [inner.whenTrue, inner.whenFalse].flatMap((branch) => this.values({ node: branch, through, sure: false }));
    } else if (compiler.isBinaryExpression(inner) && this.isChoice(inner.operatorToken.kind)) {
      const isAnd = inner.operatorToken.kind === compiler.SyntaxKind.AmpersandAmpersandToken;
      return (isAnd ? [inner.right] : [inner.left, inner.right]).flatMap((branch) =>
        this.values({ node: branch, through, sure: false }),
      );
    } else if (
      compiler.isObjectLiteralExpression(inner) ||
      compiler.isArrayLiteralExpression(inner) ||
      compiler.isLiteralExpression(inner) ||
      [compiler.SyntaxKind.TrueKeyword, compiler.SyntaxKind.FalseKeyword, compiler.SyntaxKind.NullKeyword].includes(inner.kind)
    ) {
      return [{ node: inner, through, sure }];
    }
    if (!(compiler.isIdentifier(inner) && inner.text === 'undefined')) {
      this.unclear.add(inner);
    }
    return [];
  }

  private membersOf({ object, through, sure }: Omit<OptionPlace, 'property'>, name: string, all: boolean): OptionPlace[] {
    const { compiler, literal } = this.source;
    const places: OptionPlace[] = [];
    for (const property of [...object.properties].reverse()) {
      if (compiler.isSpreadAssignment(property)) {
        places.push(...this.members({ node: property.expression, through, sure }, name, all));
        continue;
      }
      const key = literal.nameOf(property.name);
      if (key === undefined) {
        this.unclear.add(property);
      } else if (key === name) {
        places.push({ property, object, through, sure });
        if (!all) {
          break;
        }
      }
    }
    return places;
  }

  private isChoice(kind: ts.SyntaxKind): boolean {
    const { SyntaxKind } = this.source.compiler;
    return [SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken, SyntaxKind.QuestionQuestionToken].includes(kind);
  }
}
