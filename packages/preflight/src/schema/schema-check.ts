import { type Finding, findingOf, type Violation } from '../finding';
import type { Rule } from '../rule';
import { type Facts, factsFor } from './fact-catalog';
import type { FactNode } from './fact-node';
import { FactSet } from './fact-set';
import { SCHEMA_RULES } from './schema-rule';
import { unknownField } from './unknown-field';
import { boundProblem, formProblem, hasType, sameValueAs, typeOf } from './value-check';

/** Unknown fields reported for one map; a document of nothing else would bury the rest. */
const UNKNOWN_FIELDS_NAMED = 20;

/**
 * What the schema of an object's kind says against it, as the API server would with strict field validation.
 *
 * An object of an API group that we have no facts about gives nothing.
 */
export function schemaFindings(object: any, operatorVersion: string): Finding[] {
  const apiVersion = object?.apiVersion;
  if (typeof apiVersion !== 'string') return [];
  const facts = factsFor(apiVersion.split('/')[0], operatorVersion);
  return facts ? new SchemaCheck(object, facts).run() : [];
}

/** One walk over one object. */
class SchemaCheck {
  private readonly path: (string | number)[] = [];
  private readonly findings: Finding[] = [];

  public constructor(
    private readonly object: any,
    private readonly facts: Facts,
  ) {}

  public run(): Finding[] {
    const { apiVersion, kind } = this.object;
    const found = typeof kind === 'string' ? this.facts.set.kind(apiVersion, kind) : undefined;
    if (!found) {
      this.unknownKind();
      return this.findings;
    }
    const { status, ...rest } = this.object;
    this.visit(this.facts.set.node(found.root), found.status ? rest : this.object);
    const { metadata } = this.object;
    if (apiVersion.startsWith('kustomize.')) return this.findings;
    if (!metadata?.name && !metadata?.generateName) this.report(SCHEMA_RULES.required, { path: ['metadata', 'name'] });
    return this.findings;
  }

  private unknownKind(): void {
    const { apiVersion, kind } = this.object;
    const { set, others, whole } = this.facts;
    const known = set.kinds.filter((key) => key.endsWith(`/${kind}`)).map((key) => key.slice(0, -`/${kind}`.length));
    const elsewhere = others.filter((other) => FactSet.named(other).kind(apiVersion, kind));
    if (!whole && known.length === 0) return;
    this.report(SCHEMA_RULES.kind, {
      path: known.length > 0 ? ['apiVersion'] : ['kind'],
      given: `${apiVersion} ${kind}`,
      allowed: known.length > 0 ? known.join(', ') : set.kinds.map((key) => key.split('/').pop()).join(', '),
      ...(elsewhere.length > 0 && { why: `${set.name} has no ${kind}; ${elsewhere.join(', ')} has it.` }),
    });
  }

  private visit(node: FactNode, value: any): void {
    if (!hasType(node, value)) {
      const same = sameValueAs(node.type, value);
      this.report(SCHEMA_RULES.type, {
        path: [...this.path],
        given: value !== null && typeof value === 'object' ? typeOf(value) : value,
        allowed: node.type,
        ...(same !== undefined && { edits: [{ path: [...this.path], value: same }] }),
      });
      return;
    }
    if (node.enum && !node.enum.includes(value)) {
      this.report(SCHEMA_RULES.enum, { path: [...this.path], given: value, allowed: node.enum.join(', ') });
    }
    if (value !== null) {
      const bound = boundProblem(node, value);
      if (bound)
        this.report(SCHEMA_RULES.bound, {
          path: [...this.path],
          given: typeof value === 'object' ? undefined : value,
          allowed: bound,
        });
    }
    if (typeof value === 'string') this.visitText(node, value);
    else if (Array.isArray(value)) this.visitList(node, value);
    else if (value !== null && typeof value === 'object') this.visitMap(node, value);
  }

  private visitText(node: FactNode, text: string): void {
    const allowed = formProblem(node, node.pattern === undefined ? undefined : this.facts.set.pattern(node.pattern), text);
    if (allowed) this.report(SCHEMA_RULES.pattern, { path: [...this.path], given: text, allowed });
  }

  private visitList(node: FactNode, list: any[]): void {
    if (node.items === undefined) return;
    const item = this.facts.set.node(node.items);
    list.forEach((value, index) => {
      // A null item that may not be null becomes its default (apiextensions-apiserver schema/defaulting/algorithm.go).
      if (value === null && (item.nullable || item.default !== undefined)) return;
      this.within(index, () => this.visit(item, value));
    });
    if (node.keys || node.set) this.visitKeys(node, item, list);
  }

  private visitKeys(node: FactNode, item: FactNode, list: any[]): void {
    const seen = new Set<string>();
    list.forEach((value, index) => {
      const parts = node.keys?.map((key) => value?.[key] ?? this.facts.set.field(item, key)?.default ?? null) ?? [value];
      if (parts.some((part) => typeof part === 'object' && part !== null)) return;
      const identity = JSON.stringify(parts);
      if (seen.has(identity)) {
        this.report(SCHEMA_RULES.duplicate, { path: [...this.path, index], given: identity, allowed: node.keys?.join(', ') });
      }
      seen.add(identity);
    });
  }

  private visitMap(node: FactNode, map: Record<string, any>): void {
    let unknown = 0;
    for (const name of Object.keys(map)) {
      const value = map[name];
      const field =
        this.facts.set.field(node, name) ?? (node.values === undefined ? undefined : this.facts.set.node(node.values));
      if (!field) {
        if (!node.open && node.type === 'object' && ++unknown <= UNKNOWN_FIELDS_NAMED) {
          const violation = unknownField(this.object, this.facts.others, node, map, [...this.path, name]);
          this.report(SCHEMA_RULES.unknownField, violation);
        }
      } else if (value !== undefined && value !== null) {
        // A null is fine where it may be null; elsewhere it is dropped, or replaced by the default, before anything is checked.
        this.within(name, () => this.visit(field, value));
      }
    }
    for (const name of node.required ?? []) {
      const field = this.facts.set.field(node, name);
      const absent = map[name] === undefined || (map[name] === null && !field?.nullable);
      if (absent && field?.default === undefined) this.report(SCHEMA_RULES.required, { path: [...this.path, name] });
    }
  }

  private within(key: string | number, visit: () => void): void {
    this.path.push(key);
    visit();
    this.path.pop();
  }

  private report(rule: Rule, violation: Violation): void {
    this.findings.push(findingOf(rule, this.object, violation));
  }
}
