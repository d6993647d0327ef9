import type { ts } from 'ts-morph';
import { OptionFinder, type OptionPlace, type Written, written } from './option-finder';
import { type OptionStep, optionPath } from './option-path';
import { PROJECT, ProjenrcSource } from './projenrc-source';
import { SourceEdits } from './source-edits';
import { type LiteralValue, literalText, propertyName } from './source-style';

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

/** Stops an edit that would have to guess. */
class Obstacle extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/**
 * Sets options inside the single `new PgPlatformProject({...})` of a `.projenrc.ts`. Everything else stays byte for byte.
 *
 * Nothing is edited when the way to the option, or its present value, is neither a literal nor a constant of the file that is
 * used there only: see `ProjenrcResult`.
 */
export function editProjenrc(text: string, edit: ProjenrcEdit): ProjenrcResult {
  const steps = optionPath(edit.path);
  const source = ProjenrcSource.parse(text);
  try {
    return { edited: true, text: new Editor(source).apply(steps, edit.value) };
  } catch (error) {
    if (!(error instanceof Obstacle)) {
      throw error;
    }
    const { quote } = source.style;
    const last = steps[steps.length - 1] as { property: string };
    return {
      edited: false,
      reason: error.message,
      line: source.lineOf(error.at),
      paste: `${propertyName(last.property, quote)}: ${literalText(edit.value, quote)},`,
    };
  }
}

/** Pins the platform release. */
export function pinRelease(text: string, release: string): ProjenrcResult {
  return editProjenrc(text, { path: 'platformRelease', value: release });
}

class Editor {
  private readonly edits: SourceEdits;

  constructor(private readonly source: ProjenrcSource) {
    this.edits = new SourceEdits(source);
  }

  apply(steps: readonly OptionStep[], value: LiteralValue): string {
    const { errorAt } = this.source;
    if (errorAt !== undefined) {
      throw new Obstacle('The file has a syntax error.', errorAt);
    }
    this.setIn(this.options(), steps, value);
    return this.edits.result;
  }

  /** The options object of the one project in the file. */
  private options(): ts.ObjectLiteralExpression {
    const found = this.source.projects();
    if (found.length !== 1) {
      const message =
        found.length === 0 ? `There is no new ${PROJECT}(...) in the file.` : `There are ${found.length} new ${PROJECT}(...).`;
      throw new Obstacle(message, found[1] ? this.source.startOf(found[1]) : 0);
    }
    const message = `The options of new ${PROJECT}(...) are not written there.`;
    const argument = found[0].arguments?.[0];
    const options = argument && this.literal(argument);
    if (!options || !this.source.compiler.isObjectLiteralExpression(options)) {
      throw new Obstacle(message, this.source.startOf(argument ?? found[0]));
    }
    return options;
  }

  private setIn(object: ts.ObjectLiteralExpression, steps: readonly OptionStep[], value: LiteralValue): void {
    const [step, ...rest] = steps as [{ property: string }, ...OptionStep[]];
    const property = this.property(object, step.property);
    if (!property) {
      if (rest.some((next) => 'where' in next)) {
        throw new Obstacle(`${step.property} is not written there, and a list is not made up.`, this.source.startOf(object));
      }
      this.insert(object, [[step.property, wrap(rest as { property: string }[], value)]]);
      return;
    }
    let target = property;
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

  private replace(given: ts.Expression, value: LiteralValue, name: string): void {
    const { compiler, literal, style } = this.source;
    const target = this.literal(given);
    if (!target || !literal.isLiteral(target)) {
      throw new Obstacle(`${name} is not a literal.`, this.source.startOf(given));
    }
    if (compiler.isObjectLiteralExpression(target) && typeof value === 'object' && !Array.isArray(value)) {
      const missing: [string, LiteralValue][] = [];
      for (const [key, member] of Object.entries(value)) {
        const property = this.property(target, key);
        if (property) {
          this.replace(property, member, key);
        } else {
          missing.push([key, member]);
        }
      }
      if (missing.length > 0) {
        this.insert(target, missing);
      }
      return;
    }
    const wanted = literalText(value, style.quote);
    if (literalText(literal.valueOf(target), style.quote) !== wanted) {
      this.edits.replace(this.source.startOf(target), target.getEnd(), wanted);
    }
  }

  private insert(object: ts.ObjectLiteralExpression, members: [string, LiteralValue][]): void {
    const { quote } = this.source.style;
    this.edits.insert(
      object,
      members.map(([name, value]) => `${propertyName(name, quote)}: ${literalText(value, quote)}`),
    );
  }

  /** The value of a property, or nothing when it is certainly not there. */
  private property(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
    const finder = new OptionFinder(this.source);
    const [place, ...others] = finder.members(written(object), name);
    const [unclear] = finder.unclear;
    if (unclear || others.length > 0) {
      throw new Obstacle(`${name} may come from here.`, this.source.startOf(unclear ?? others[0].property));
    }
    if (place && !(isCertain(place) && this.isPlain(place))) {
      throw new Obstacle(`${name} is not a literal.`, this.source.startOf(place.property));
    }
    return place && finder.valueOf(place).node;
  }

  private isPlain({ property }: OptionPlace): boolean {
    return this.source.compiler.isPropertyAssignment(property) || this.source.compiler.isShorthandPropertyAssignment(property);
  }

  private element(list: ts.Expression, name: string, step: { where: string; is: string }): ts.Expression {
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

  private hasText(element: ts.Expression, { where, is }: { where: string; is: string }): boolean {
    const finder = new OptionFinder(this.source);
    const [place] = finder.members(written(element), where);
    return place !== undefined && finder.values(finder.valueOf(place)).some(({ node }) => 'text' in node && node.text === is);
  }

  private object(node: ts.Expression, name: string): ts.ObjectLiteralExpression {
    const object = this.literal(node);
    if (!object || !this.source.compiler.isObjectLiteralExpression(object)) {
      throw new Obstacle(`${name} is not a literal object.`, this.source.startOf(node));
    }
    return object;
  }

  /** The literal that an expression certainly is, there or in a constant that is used there only. */
  private literal(node: ts.Expression): ts.Expression | undefined {
    const finder = new OptionFinder(this.source);
    const [value, ...others] = finder.values(written(node));
    return value && others.length === 0 && finder.unclear.size === 0 && isCertain(value) ? value.node : undefined;
  }
}

/** Chosen by no condition, and in no constant that is used elsewhere too. */
function isCertain({ through, sure }: Pick<Written, 'through' | 'sure'>): boolean {
  return sure && through.every(({ uses }) => uses.length === 1);
}

function wrap(steps: readonly { property: string }[], value: LiteralValue): LiteralValue {
  return steps.reduceRight<LiteralValue>((inner, step) => ({ [step.property]: inner }), value);
}
