import { factsFor } from '../schema/fact-catalog';
import type { FactNode } from '../schema/fact-node';
import type { FactSet } from '../schema/fact-set';
import { fields, isSet, text } from '../shape';

/** An object with the defaults of its schema, as the API server fills them in; the object itself when there are none. */
export function withSchemaDefaults(object: any, operatorVersion: string): any {
  const apiVersion = text(fields(object).apiVersion);
  const facts = factsFor(apiVersion.split('/')[0], operatorVersion)?.set;
  const kind = facts?.kind(apiVersion, text(fields(object).kind));
  return facts && kind ? filled(object, facts.node(kind.root), facts, 0) : object;
}

/** Deeper than any schema of ours; what refers to itself would never end. */
const DEEPEST = 64;

function filled(value: any, node: FactNode, facts: FactSet, depth: number): any {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) {
    if (node.items === undefined) return value;
    const item = facts.node(node.items);
    return replaced(
      value,
      value.map((element) => filled(element, item, facts, depth + 1)),
    );
  }
  return filledMap(value, node, facts, depth);
}

function filledMap(value: any, node: FactNode, facts: FactSet, depth: number): any {
  let result = value;
  const put = (name: string, next: unknown) => {
    if (next === value[name]) return;
    if (result === value) result = { ...value };
    result[name] = next;
  };
  for (const name of defaultedFields(node, facts)) {
    if (!isSet(value[name])) put(name, structuredClone(facts.field(node, name)!.default));
  }
  for (const name of Object.keys(result)) {
    const field = facts.field(node, name) ?? (node.values === undefined ? undefined : facts.node(node.values));
    if (field) put(name, filled(result[name], field, facts, depth + 1));
  }
  return result;
}

function replaced(before: any[], after: any[]): any[] {
  return after.some((element, index) => element !== before[index]) ? after : before;
}

const fieldsWithDefault = new WeakMap<FactNode, readonly string[]>();

function defaultedFields(node: FactNode, facts: FactSet): readonly string[] {
  let names = fieldsWithDefault.get(node);
  if (!names) {
    names = Object.keys(node.fields ?? {}).filter((name) => facts.field(node, name)!.default !== undefined);
    fieldsWithDefault.set(node, names);
  }
  return names;
}
