import type { FactKind, FactNode } from '@pgplatform/facts';
import { withDefaults } from '../defaulting/defaults';
import { type Finding, findingOf, type Violation } from '../finding';
import { Judge, type Rule } from '../rule';
import { byteLength, fields, isSet, text, texts } from '../shape';
import { type Facts, factsFor } from './fact-catalog';
import { FactSet } from './fact-set';
import { formatProblem, isReadByGo } from './scalar-format';
import { SCHEMA_RULES } from './schema-rule';
import { unknownField } from './unknown-field';
import { boundProblem, formProblem, hasType, sameValueAs, typeOf } from './value-check';

/** Unknown fields reported for one map; a document of nothing else would bury the rest. */
const UNKNOWN_FIELDS_NAMED = 20;

/** Most bytes of all annotations of an object together (apimachinery pkg/api/validation TotalAnnotationSizeLimitB). */
const ANNOTATIONS_SIZE = 256 * 1024;

/** The empty value of a type, as it is written. */
const EMPTY: { readonly [type: string]: string } = { array: '[]', object: '{}', integer: '0', boolean: 'false' };

/**
 * What the schema of an object's kind says against it and against what the operator's mutating webhook makes of it, as the API
 * server would with strict field validation.
 *
 * Of an object that we have no facts about only labels, annotations and finalizers are looked at.
 */
export function schemaFindings(object: any, operatorVersion: string): Finding[] {
  const { apiVersion, kind } = fields(object);
  if (typeof apiVersion !== 'string') return [];
  const facts = factsFor(apiVersion.split('/')[0], operatorVersion);
  const found = typeof kind === 'string' ? facts?.set.kind(apiVersion, kind) : undefined;
  if (facts && found) return new SchemaCheck(object, facts.set, facts.others, operatorVersion).run(found);
  const any = FactSet.named('any-kind');
  return [
    ...(facts ? unknownKind(object, facts) : []),
    ...new SchemaCheck(object, any, [], operatorVersion).run(any.kind('*', '*')!),
  ];
}

function unknownKind(object: any, { set, others, whole }: Facts): Finding[] {
  const { apiVersion } = object;
  const kind = text(object.kind);
  const known = set.kinds.filter((key) => key.endsWith(`/${kind}`)).map((key) => key.slice(0, -`/${kind}`.length));
  const elsewhere = others.filter((other) => FactSet.named(other).kind(apiVersion, kind));
  if (!whole && known.length === 0) return [];
  return [
    findingOf(SCHEMA_RULES.kind, object, {
      path: known.length > 0 ? ['apiVersion'] : ['kind'],
      given: `${apiVersion} ${kind}`,
      allowed: known.length > 0 ? known.join(', ') : set.kinds.map((key) => key.split('/').pop()).join(', '),
      ...(elsewhere.length > 0 && { why: `${set.name} has no ${kind}; ${elsewhere.join(', ')} has it.` }),
    }),
  ];
}

/** One walk over one object. */
class SchemaCheck {
  private readonly path: (string | number)[] = [];
  private findings: Finding[] = [];

  /** Files of Kustomize are not. */
  private readonly isApplied: boolean;

  public constructor(
    private readonly object: any,
    private readonly set: FactSet,
    private readonly others: readonly string[],
    private readonly operatorVersion: string,
  ) {
    this.isApplied = !object.apiVersion.startsWith('kustomize.');
  }

  public run({ root, status: ignoresStatus, nameless }: FactKind): Finding[] {
    const { status, ...rest } = this.object;
    this.visit(this.set.node(root), ignoresStatus ? rest : this.object);
    const { metadata } = this.object;
    if (!nameless && !metadata?.name && !metadata?.generateName)
      this.report(SCHEMA_RULES.required, { path: ['metadata', 'name'] });
    const annotations = texts(metadata?.annotations);
    const sizes = Object.keys(annotations).map((name) => byteLength(name) + byteLength(annotations[name]));
    if (sizes.reduce((sum, size) => sum + size, 0) > ANNOTATIONS_SIZE)
      this.report(SCHEMA_RULES.bound, { path: ['metadata', 'annotations'], allowed: `at most ${ANNOTATIONS_SIZE} bytes` });
    return this.findings;
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
    if (node.enum && !node.enum.includes(value) && !(value === '' && this.isFilledIn())) {
      this.report(SCHEMA_RULES.enum, { path: [...this.path], given: value, allowed: node.enum.join(', ') });
    }
    if (value !== null) {
      const bound = boundProblem(node, value);
      if (bound)
        this.report(SCHEMA_RULES.bound, {
          path: [...this.path],
          given: typeof value === 'object' ? undefined : value,
          allowed: bound,
          ...(isReadByGo(node) && { judge: Judge.OPERATOR }),
        });
    }
    if (typeof value === 'string') this.visitText(node, value);
    else if (Array.isArray(value)) this.visitList(node, value);
    else if (value !== null && typeof value === 'object') this.visitMap(node, value);
  }

  private visitText(node: FactNode, text: string): void {
    const allowed = formProblem(node, node.pattern === undefined ? undefined : this.set.pattern(node.pattern), text);
    if (!allowed) return;
    const judge = isReadByGo(node) ? Judge.OPERATOR : undefined;
    this.report(SCHEMA_RULES.pattern, { path: [...this.path], given: text, allowed, judge });
  }

  private visitList(node: FactNode, list: any[]): void {
    if (node.items === undefined) return;
    const item = this.set.node(node.items);
    list.forEach((value, index) => {
      // A null item that may not be null becomes its default (apiextensions-apiserver schema/defaulting/algorithm.go).
      if (value === null && (item.nullable || item.default !== undefined)) return;
      if (value === null && node.refilled) this.within(index, () => this.visitNullItem(item));
      else this.within(index, () => this.visit(item, value));
    });
    if (node.keys || node.set) this.visitKeys(node, item, list);
  }

  /** A create has the operator's zero in its place, a server-side apply refuses it. */
  private visitNullItem(item: FactNode): void {
    const refused = item.type === 'string' ? this.refusalOf(item, '') : undefined;
    if (refused)
      this.report(SCHEMA_RULES.written, {
        path: [...this.path],
        allowed: refused.allowed,
        why: 'The operator writes "" for an item that is null, and the schema refuses that.',
        fix: 'Remove the item.',
      });
    else this.report(SCHEMA_RULES.null, { path: [...this.path], fix: 'Remove the item.' });
  }

  private visitKeys(node: FactNode, item: FactNode, list: any[]): void {
    const seen = new Set<string>();
    list.forEach((value, index) => {
      const parts = node.keys?.map((key) => value?.[key] ?? this.set.field(item, key)?.default ?? null) ?? [value];
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
      if (node.names !== undefined) this.visitName(node.names, name);
      const value = map[name];
      const field = this.set.field(node, name) ?? (node.values === undefined ? undefined : this.set.node(node.values));
      if (!field) {
        if (!node.open && node.type === 'object' && ++unknown <= UNKNOWN_FIELDS_NAMED) {
          const violation = unknownField(this.object, this.others, node, map, [...this.path, name]);
          this.report(SCHEMA_RULES.unknownField, violation);
        }
      } else if (value === null) {
        this.within(name, () => this.visitNull(node, name, field));
      } else if (value !== undefined) {
        this.within(name, () => this.visit(field, value));
      }
    }
    this.visitAbsent(node, map);
  }

  /** A null that no default replaces stays in a server-side apply, if not in the first then in one that changes the object. */
  private visitNull(node: FactNode, name: string, field: FactNode): void {
    const isRequired = node.required?.includes(name) ?? false;
    if (field.nullable || field.default !== undefined || !this.isApplied || isRequired !== hasZero(node, name)) return;
    if (isRequired) this.report(SCHEMA_RULES.null, { path: [...this.path], fix: 'Write a value.' });
    else if (!this.isFilledIn()) this.report(SCHEMA_RULES.null, { path: [...this.path], edits: [{ path: [...this.path] }] });
  }

  private visitName(names: number, name: string): void {
    const allowed = formatProblem(this.set.node(names).format, name);
    if (allowed) this.report(SCHEMA_RULES.pattern, { path: [...this.path, name], given: name, allowed });
  }

  /** What is not there, or null: the operator writes something for it, or it is missed. */
  private visitAbsent(node: FactNode, map: Record<string, any>): void {
    for (const name of node.required ?? []) {
      const isThere = isSet(map[name]) || (map[name] === null && this.set.field(node, name)?.nullable);
      if (!isThere && !hasZero(node, name) && this.set.field(node, name)?.default === undefined)
        this.report(SCHEMA_RULES.required, { path: [...this.path, name] });
    }
    for (const name in node.zeros) {
      const field = this.set.field(node, name)!;
      if (isSet(map[name]) || field.default !== undefined) continue;
      this.within(name, () => this.visitZero(field, node.zeros![name], node.required?.includes(name) ?? false));
    }
  }

  /** What the operator writes: whether the schema takes it, and what is left open when it does. */
  private visitZero(node: FactNode, zero: unknown, isRequired: boolean): void {
    const refused = this.refusalOf(node, zero);
    if (!refused && !isRequired) return;
    const written = JSON.stringify(zero);
    if (refused) {
      this.report(SCHEMA_RULES.written, {
        path: [...this.path],
        allowed: refused.allowed,
        why: `The operator writes ${written} for what is not there, and the schema refuses that.`,
        fix: zero === null ? `Write it: ${this.path[this.path.length - 1]}: ${EMPTY[node.type ?? ''] ?? '""'}` : undefined,
      });
    } else {
      this.report(SCHEMA_RULES.required, {
        path: [...this.path],
        judge: Judge.PGPLATFORM,
        why: `It is required. The operator writes ${written} for it, at least in a new object, and the API server takes that: the object is broken.`,
      });
    }
  }

  /** The first thing that the schema has against a value in this place. */
  private refusalOf(node: FactNode, value: unknown): Finding | undefined {
    const outside = this.findings;
    this.findings = [];
    this.visit(node, value);
    const [refused] = this.findings;
    this.findings = outside;
    return refused;
  }

  /** Whether the webhook puts a default in the place of an empty text, or of a null. */
  private isFilledIn(): boolean {
    const filled = this.path.reduce<any>((value, key) => value?.[key], withDefaults(this.object, this.operatorVersion));
    return isSet(filled) && filled !== '';
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

function hasZero({ zeros }: FactNode, name: string): boolean {
  return zeros !== undefined && Object.hasOwn(zeros, name);
}
