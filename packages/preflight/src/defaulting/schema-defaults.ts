import type { FactNode } from '@pgplatform/facts';
import { factsFor } from '../schema/fact-catalog';
import type { FactSet } from '../schema/fact-set';
import { fields, isSet, text, withFields } from '../shape';

/** What to fill in below one node of a schema; only what leads to a default is there. */
interface Plan {
  readonly defaults: readonly (readonly [field: string, value: unknown])[];
  readonly fields: readonly (readonly [field: string, plan: Plan])[];
  readonly values?: Plan;
  readonly items?: Plan;
}

/** An object with the defaults of its schema, as the API server fills them in; the object itself when there are none. */
export function withSchemaDefaults(object: any, operatorVersion: string): any {
  const apiVersion = text(fields(object).apiVersion);
  const facts = factsFor(apiVersion.split('/')[0], operatorVersion)?.set;
  const kind = facts?.kind(apiVersion, text(fields(object).kind));
  const plan = facts && kind && planFor(facts.node(kind.root), facts);
  return plan ? filled(object, plan) : object;
}

/** Shares with the given value all that does not change, and with the schema its defaults. */
function filled(value: any, plan: Plan): any {
  if (Array.isArray(value))
    return plan.items
      ? replaced(
          value,
          value.map((item) => filled(item, plan.items!)),
        )
      : value;
  if (typeof value !== 'object' || value === null) return value;
  const changes: { [name: string]: unknown } = {};
  for (const [name, standard] of plan.defaults) {
    if (!isSet(value[name])) changes[name] = standard;
  }
  const { values } = plan;
  for (const [name, below] of values ? Object.keys(value).map((name) => [name, values] as const) : plan.fields) {
    const next = isSet(value[name]) ? filled(value[name], below) : value[name];
    if (next !== value[name]) changes[name] = next;
  }
  return Object.keys(changes).length > 0 ? withFields(value, changes) : value;
}

function replaced(before: any[], after: any[]): any[] {
  return after.some((item, index) => item !== before[index]) ? after : before;
}

const plans = new WeakMap<FactNode, { readonly plan?: Plan }>();

/** The plan of a node, made once; undefined when no default lies below it. */
function planFor(node: FactNode, facts: FactSet): Plan | undefined {
  let made = plans.get(node);
  if (!made) {
    made = { plan: makePlan(node, facts) };
    plans.set(node, made);
  }
  return made.plan;
}

function makePlan(node: FactNode, facts: FactSet): Plan | undefined {
  const defaults: [string, unknown][] = [];
  const below: [string, Plan][] = [];
  for (const name of Object.keys(node.fields ?? {})) {
    const field = facts.field(node, name)!;
    const plan = planFor(field, facts);
    if (plan) below.push([name, plan]);
    if (field.default !== undefined) defaults.push([name, plan ? filled(field.default, plan) : field.default]);
  }
  const values = node.values === undefined ? undefined : planFor(facts.node(node.values), facts);
  const items = node.items === undefined ? undefined : planFor(facts.node(node.items), facts);
  const empty = defaults.length + below.length === 0 && !values && !items;
  return empty ? undefined : { defaults, fields: below, ...(values && { values }), ...(items && { items }) };
}
