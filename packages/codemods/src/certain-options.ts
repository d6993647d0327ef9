import type { ts } from 'ts-morph';
import { OptionFinder, type OptionPlace, type Written, written } from './option-finder';
import { PROJECT, type ProjenrcSource } from './projenrc-source';

/** Stops an edit that would have to guess. */
export class Obstacle extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** The options of `.projenrc.ts` as far as they are certain. Whoever asks for more gets an `Obstacle`. */
export class CertainOptions {
  constructor(private readonly source: ProjenrcSource) {}

  /** The options object of the one project in the file. */
  ofOnlyProject(): ts.ObjectLiteralExpression {
    const { errorAt } = this.source;
    if (errorAt !== undefined) {
      throw new Obstacle('The file has a syntax error.', errorAt);
    }
    const found = this.source.projects();
    if (found.length !== 1) {
      const message =
        found.length === 0 ? `There is no new ${PROJECT}(...) in the file.` : `There are ${found.length} new ${PROJECT}(...).`;
      throw new Obstacle(message, found[1] ? this.source.startOf(found[1]) : 0);
    }
    return this.ofProject(found[0]);
  }

  /** The options object of a project. */
  ofProject(project: ts.NewExpression): ts.ObjectLiteralExpression {
    const argument = project.arguments?.[0];
    const options = argument && this.literal(argument);
    if (!options || !this.source.compiler.isObjectLiteralExpression(options)) {
      const message = `The options of new ${PROJECT}(...) are not written there.`;
      throw new Obstacle(message, this.source.startOf(argument ?? project));
    }
    return options;
  }

  /** The value of a property, or nothing when it is certainly not there. */
  property(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
    const place = this.place(object, name);
    return place && new OptionFinder(this.source).valueOf(place).node;
  }

  /** Where a property is set, or nothing when it is certainly not there. */
  place(object: ts.ObjectLiteralExpression, name: string): OptionPlace | undefined {
    const finder = new OptionFinder(this.source);
    const [place, ...others] = finder.members(written(object), name);
    const [unclear] = finder.unclear;
    if (unclear || others.length > 0) {
      throw new Obstacle(`${name} may come from here.`, this.source.startOf(unclear ?? others[0].property));
    }
    if (place && !(isCertain(place) && this.isPlain(place))) {
      throw new Obstacle(`${name} is not a literal.`, this.source.startOf(place.property));
    }
    return place;
  }

  /** The one element of a list that has a text. */
  element(list: ts.Expression, name: string, step: { where: string; is: string }): ts.Expression {
    const { compiler } = this.source;
    const items = this.literal(list);
    if (!items || !compiler.isArrayLiteralExpression(items)) {
      throw new Obstacle(`${name} is not a literal list.`, this.source.startOf(list));
    }
    const matching = items.elements.filter((element) => this.hasText(element, step));
    if (matching.length !== 1) {
      const count = matching.length === 0 ? 'no literal element' : `${matching.length} elements`;
      throw new Obstacle(`${name} has ${count} with ${step.where} '${step.is}'.`, this.source.startOf(matching[1] ?? list));
    }
    return matching[0];
  }

  /** The object that an expression certainly is. */
  object(node: ts.Expression, name: string): ts.ObjectLiteralExpression {
    const object = this.literal(node);
    if (!object || !this.source.compiler.isObjectLiteralExpression(object)) {
      throw new Obstacle(`${name} is not a literal object.`, this.source.startOf(node));
    }
    return object;
  }

  /** The literal that an expression certainly is, there or in a constant that is used there only. */
  literal(node: ts.Expression): ts.Expression | undefined {
    const finder = new OptionFinder(this.source);
    const [value, ...others] = finder.values(written(node));
    return value && others.length === 0 && finder.unclear.size === 0 && isCertain(value) ? value.node : undefined;
  }

  private hasText(element: ts.Expression, { where, is }: { where: string; is: string }): boolean {
    const finder = new OptionFinder(this.source);
    const [place] = finder.members(written(element), where);
    return (
      place !== undefined &&
      finder.values(finder.valueOf(place)).some(({ node }) => this.source.compiler.isStringLiteralLike(node) && node.text === is)
    );
  }

  private isPlain({ property }: OptionPlace): boolean {
    return this.source.compiler.isPropertyAssignment(property) || this.source.compiler.isShorthandPropertyAssignment(property);
  }
}

/** Chosen by no condition, and in no constant that is used elsewhere too. */
function isCertain({ through, sure }: Pick<Written, 'through' | 'sure'>): boolean {
  return sure && through.every(({ uses }) => uses.length === 1);
}
