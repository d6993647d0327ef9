import type { ts } from 'ts-morph';
import { CertainOptions, Obstacle } from './certain-options';
import { type OptionStep, optionPath } from './option-path';
import { ProjenrcSource } from './projenrc-source';
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
  private readonly options: CertainOptions;

  constructor(private readonly source: ProjenrcSource) {
    this.edits = new SourceEdits(source);
    this.options = new CertainOptions(source);
  }

  apply(steps: readonly OptionStep[], value: LiteralValue): string {
    this.setIn(this.options.ofOnlyProject(), steps, value);
    return this.edits.result;
  }

  private setIn(object: ts.ObjectLiteralExpression, steps: readonly OptionStep[], value: LiteralValue): void {
    const [step, ...rest] = steps as [{ property: string }, ...OptionStep[]];
    const property = this.options.property(object, step.property);
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
      target = this.options.element(target, step.property, remaining[0]);
      remaining = remaining.slice(1);
    }
    if (remaining.length > 0) {
      this.setIn(this.options.object(target, step.property), remaining, value);
    } else {
      this.replace(target, value, step.property);
    }
  }

  private replace(given: ts.Expression, value: LiteralValue, name: string): void {
    const { compiler, literal, style } = this.source;
    const target = this.options.literal(given);
    if (!target || !literal.isLiteral(target)) {
      throw new Obstacle(`${name} is not a literal.`, this.source.startOf(given));
    }
    if (compiler.isObjectLiteralExpression(target) && typeof value === 'object' && !Array.isArray(value)) {
      const missing: [string, LiteralValue][] = [];
      for (const [key, member] of Object.entries(value)) {
        const property = this.options.property(target, key);
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
}

function wrap(steps: readonly { property: string }[], value: LiteralValue): LiteralValue {
  return steps.reduceRight<LiteralValue>((inner, step) => ({ [step.property]: inner }), value);
}
