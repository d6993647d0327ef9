import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The keywords of JSON Schema that `schema/model.schema.json` uses; `$comment` says a pattern in words. */
interface Schema {
  readonly $ref?: string;
  readonly $comment?: string;
  readonly type?: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly pattern?: string;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly definitions?: { readonly [name: string]: Schema };
}

/** Where a model is not what its schema says, and what belongs there. What stands there is not repeated: it may be anything. */
export interface MisshapenPart {
  /** For example `environments[0].namespace`. */
  readonly at: string;
  readonly allowed: string;
}

/** A damaged model is not described to its end. */
const MOST = 20;

const TYPES: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

let known: Schema | undefined;

/**
 * The parts of a model that are not what `schema/model.schema.json` says: a missing field, a wrong type, a name that is no name, a path
 * that leads out of the repository. Fields that the schema does not know are left alone: a newer version may have written them.
 */
export function misshapenParts(model: unknown): MisshapenPart[] {
  known ??= JSON.parse(readFileSync(join(__dirname, '../schema/model.schema.json'), 'utf8')) as Schema;
  const parts: MisshapenPart[] = [];
  new Reader(known.definitions ?? {}, parts).read(known, model, '');
  return parts.slice(0, MOST);
}

class Reader {
  private readonly patterns = new Map<string, RegExp>();

  public constructor(
    private readonly definitions: { readonly [name: string]: Schema },
    private readonly parts: MisshapenPart[],
  ) {}

  public read(given: Schema, value: any, at: string): void {
    const schema = given.$ref === undefined ? given : this.definitions[given.$ref.replace('#/definitions/', '')];
    if (this.parts.length >= MOST || schema.type === undefined) {
      return;
    }
    if (!isOf(schema.type, value)) {
      this.parts.push({ at, allowed: TYPES[schema.type] });
    } else if (schema.type === 'string' && schema.pattern !== undefined && !this.pattern(schema.pattern).test(value)) {
      this.parts.push({ at, allowed: schema.$comment ?? schema.pattern });
    } else if (schema.minimum !== undefined && value < schema.minimum) {
      this.parts.push({ at, allowed: `at least ${schema.minimum}` });
    } else if (schema.items !== undefined) {
      for (const [i, item] of value.entries()) {
        this.read(schema.items, item, `${at}[${i}]`);
      }
    } else if (schema.type === 'object') {
      this.members(schema, value, at);
    }
  }

  private members({ properties = {}, required = [], additionalProperties }: Schema, value: any, at: string): void {
    for (const [name, schema] of Object.entries(properties)) {
      if (Object.hasOwn(value, name)) {
        this.read(schema, value[name], at === '' ? name : `${at}.${name}`);
      } else if (required.includes(name)) {
        this.parts.push({ at: at === '' ? name : `${at}.${name}`, allowed: TYPES[schema.type ?? 'object'] });
      }
    }
    if (typeof additionalProperties === 'object') {
      for (const member of Object.values(value)) {
        this.read(additionalProperties, member, at);
      }
    }
  }

  private pattern(text: string): RegExp {
    const pattern = this.patterns.get(text) ?? new RegExp(text);
    this.patterns.set(text, pattern);
    return pattern;
  }
}

function isOf(type: Schema['type'], value: unknown): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isSafeInteger(value);
    default:
      return typeof value === type;
  }
}
