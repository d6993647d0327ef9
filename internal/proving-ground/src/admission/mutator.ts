import type { Random } from './random';
import { schemaValue } from './schema-value';

/** What may stand where something else is asked for. */
const ODD = [null, '', 'No such value!', 7, -1, 1.5, true, [], {}, [null]];

/** Changes objects at random, one or some fields at a time, guided by the schemas of their kinds. */
export class Mutator {
  /** @param schemas kind -> the schema of its `spec` */
  public constructor(
    private readonly schemas: ReadonlyMap<string, any>,
    private readonly random: Random,
  ) {}

  /** A copy of an object with one to three changes in its spec, or in its labels and annotations. */
  public mutate(object: any): any {
    const changed = structuredClone(object);
    for (let changes = 1 + this.random.below(3); changes > 0; changes--) {
      if (this.random.next() < 0.05) {
        this.mutateMetadata(changed);
      } else {
        this.mutateAt(changed, 'spec', this.schemas.get(object.kind) ?? {});
      }
    }
    return changed;
  }

  private mutateMetadata({ metadata }: any): void {
    const field = this.random.pick(['labels', 'annotations']);
    const key = this.random.pick([
      'a',
      'example.com/a',
      'a b',
      '-',
      'cnpg.io/hibernation',
      'cnpg.io/validation',
      'cnpg.io/podPatch',
    ]);
    metadata[field] = { ...metadata[field], [key]: this.random.pick(['x', 'on', 'off', 'disabled', '', '[]', 'a b']) };
  }

  /** Goes down to some field and changes it. */
  private mutateAt(parent: any, key: string | number, schema: any): void {
    const value = parent[key];
    if (typeof value !== 'object' || value === null || (key !== 'spec' && this.random.next() < 0.25)) {
      this.change(parent, key, schema);
    } else if (Array.isArray(value)) {
      this.mutateList(value, schema.items ?? {});
    } else {
      this.mutateFields(value, schema);
    }
  }

  private mutateList(list: any[], items: any): void {
    const chance = this.random.next();
    if (list.length === 0 || chance < 0.2) {
      list.push(schemaValue(items, this.random));
    } else if (chance < 0.3) {
      list.push(structuredClone(this.random.pick(list)));
    } else {
      this.mutateAt(list, this.random.below(list.length), items);
    }
  }

  private mutateFields(object: any, schema: any): void {
    const present = Object.keys(object);
    const absent = Object.keys(schema.properties ?? {}).filter((name) => !present.includes(name));
    if (present.length === 0 || (absent.length > 0 && this.random.next() < 0.35)) {
      const name = absent.length > 0 ? this.random.pick(absent) : 'noSuchField';
      object[name] = schemaValue(schema.properties?.[name] ?? {}, this.random);
    } else {
      const name = this.random.pick(present);
      this.mutateAt(object, name, schema.properties?.[name] ?? schema.additionalProperties ?? {});
    }
  }

  private change(parent: any, key: string | number, schema: any): void {
    const chance = this.random.next();
    if (chance < 0.2 && typeof key === 'string') {
      delete parent[key];
    } else if (chance < 0.3 && typeof key === 'string') {
      parent[`${key}X`] = parent[key];
      delete parent[key];
    } else {
      parent[key] = chance < 0.45 ? structuredClone(this.random.pick(ODD)) : schemaValue(schema, this.random);
    }
  }
}
