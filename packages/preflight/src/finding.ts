import { redacted } from '@pgplatform/core';
import { fieldPath, jsonPointer, type Path } from './field-path';
import { Judge, type Rule } from './rule';
import { Severity } from './severity';

/** The object a finding is about. */
export interface ObjectRef {
  /** Kind of the object, as written. */
  readonly kind: string;
  /**
   * Namespace as written in the object.
   * @default - the object names none
   */
  readonly namespace?: string;
  /** Name of the object; empty when it has none. */
  readonly name: string;
}

/** One safe change that would resolve a finding. */
export interface Edit {
  /** JSON Pointer (RFC 6901) of the field, from the root of the object. */
  readonly pointer: string;
  /**
   * The new value.
   * @default - the field is removed
   */
  readonly value?: any;
}

/** What one rule has to say about one field of one object. */
export interface Finding {
  /** Id of the rule: `CL-IMG-1`, `SCHEMA-UNKNOWN-FIELD`, `CEL-DATABASE-NAME-IMMUTABLE`, `P-01`. */
  readonly rule: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** Whose verdict it is. */
  readonly judge: Judge;
  /** The object it is about. */
  readonly object: ObjectRef;
  /** Field path for people: `spec.postgresql.parameters.log_rotation_age`. */
  readonly path: string;
  /** The same field as a JSON Pointer (RFC 6901), for tools that look for its line. */
  readonly pointer: string;
  /**
   * The value found.
   * @default - the field is absent
   */
  readonly given?: any;
  /**
   * What would have been accepted, in words.
   * @default - see `why`
   */
  readonly allowed?: string;
  /** The reason, in one line. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
  /** Where the rule comes from: a file and symbol upstream, or a URL. */
  readonly source: string;
  /**
   * Changes that resolve it without changing what the author meant.
   * @default - no safe automatic fix
   */
  readonly edits?: Edit[];
  /**
   * File the object was read from.
   * @default - unknown to the library; the command line adds it
   */
  readonly file?: string;
  /**
   * Line in that file, from 1.
   * @default - unknown to the library; the command line adds it
   */
  readonly line?: number;
  /**
   * Column in that line, from 1.
   * @default - unknown to the library; the command line adds it
   */
  readonly column?: number;
}

/** What a rule's check yields; the rule itself supplies whatever is left out. */
export interface Violation {
  readonly path: Path;
  readonly given?: unknown;
  readonly allowed?: string;
  readonly why?: string;
  readonly fix?: string;
  readonly severity?: Severity;
  readonly judge?: Judge;
  /** `path` from the root of the object; no `value` means the field goes. */
  readonly edits?: { readonly path: Path; readonly value?: unknown }[];
}

/** The finding that a violation of a rule amounts to. */
export function findingOf(rule: Rule, object: any, violation: Violation): Finding {
  return {
    rule: rule.id,
    severity: violation.severity ?? rule.severity ?? Severity.ERROR,
    judge: violation.judge ?? rule.judge ?? Judge.PGPLATFORM,
    object: objectRef(object),
    path: fieldPath(violation.path),
    pointer: jsonPointer(violation.path),
    given: givenOf(object, violation),
    allowed: violation.allowed,
    why: violation.why ?? rule.says,
    fix: violation.fix ?? rule.fix,
    source: rule.source,
    ...(violation.edits && { edits: violation.edits.map(({ path, value }) => ({ pointer: jsonPointer(path), value })) }),
  };
}

/** What was found, without what may be a secret. */
function givenOf(object: any, { path, given }: Violation): unknown {
  const isData = object?.kind === 'Secret' && path.length > 1 && ['data', 'stringData'].includes(path[0] as string);
  return isData && given !== undefined ? '***' : redacted(given);
}

/** Kind, namespace and name of whatever was given, without trusting any of them. */
export function objectRef(object: any): ObjectRef {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const namespace = text(object?.metadata?.namespace);
  return { kind: text(object?.kind), ...(namespace && { namespace }), name: text(object?.metadata?.name) };
}
