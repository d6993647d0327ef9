import {
  ArgoCd,
  CONTROLLER_ANNOTATIONS,
  CONTROLLER_PREFIX,
  type ConfigProblem,
  configError,
  type ModelSecret,
  Shape,
} from '@pgplatform/core';
import { SealingScope } from './sealing-scope';
import { SecretSource } from './secret-source';

/** One key of a declared secret: rules, never a value. Values are given to `pgplatform seal`, and only there. */
export interface SecretKeyOptions {
  /** Key in the Secret, for example `ACCESS_KEY_ID`. */
  readonly name: string;
  /**
   * What the value is, for whoever types it.
   * @default - the key's name
   */
  readonly description?: string;
  /**
   * Exact length, bytes.
   * @default - minLength and maxLength decide
   */
  readonly length?: number;
  /**
   * Least length, bytes.
   * @default 1
   */
  readonly minLength?: number;
  /**
   * Greatest length, bytes.
   * @default - unlimited
   */
  readonly maxLength?: number;
  /**
   * ECMAScript regular expression that the whole value matches.
   * @default - any value
   */
  readonly pattern?: string;
  /**
   * The value spans lines, and a newline at its end belongs to it.
   * @default false
   */
  readonly multiline?: boolean;
  /**
   * A value that is no secret, such as the name of a role; nobody is asked for it.
   * @default - the value is secret
   */
  readonly publicValue?: string;
}

/** A Secret that the platform needs: what is in it, not the values. */
export interface DeclaredSecretOptions {
  /** Name of the Secret. */
  readonly name: string;
  /** Its keys. */
  readonly keys: SecretKeyOptions[];
  /**
   * Type of the Secret, for example `kubernetes.io/basic-auth`.
   * @default Opaque
   */
  readonly type?: string;
  /**
   * Labels of the Secret, besides `cnpg.io/reload: "true"`, which makes the operator notice a new value.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * Annotations of the Secret, besides those with which it follows its SealedSecret and outlives it.
   * @default - none
   */
  readonly annotations?: { [name: string]: string };
  /**
   * What sealed values are bound to.
   * @default SealingScope.STRICT
   */
  readonly scope?: SealingScope;
  /**
   * Why the scope is wider than strict; required then.
   * @default - the scope is strict
   */
  readonly scopeReason?: string;
}

/** A declared secret in one environment. */
export interface SecretPlacementOptions {
  /** Namespace of the Secret. */
  readonly namespace: string;
  /** Path of the sealed file, from the repository's root. */
  readonly file: string;
  /**
   * Where the Secret comes from.
   * @default SecretSource.SEALED
   */
  readonly source?: SecretSource;
}

/**
 * A Secret that must exist, as the generators and the model know it.
 *
 * Throws ConfigProblems: `OPTION_*`, `NAME_INVALID`, `SECRET_ANNOTATION`, `SECRET_KEY_INVALID`, `SECRET_KEY_TWICE`,
 * `SECRET_KEYS_MISSING`, `SECRET_LENGTH_RULE`, `SECRET_PATTERN_INVALID`, `SECRET_SCOPE_REASON`.
 */
export class DeclaredSecret {
  /** The run-time shape of `DeclaredSecretOptions`. */
  public static shape(): Shape {
    const key: Record<keyof SecretKeyOptions, Shape> = {
      name: Shape.text(),
      description: Shape.text(),
      length: Shape.integer(1),
      minLength: Shape.integer(1),
      maxLength: Shape.integer(1),
      pattern: Shape.text(),
      multiline: Shape.bool(),
      publicValue: Shape.text(),
    };
    const secret: Record<keyof DeclaredSecretOptions, Shape> = {
      name: Shape.dnsLabel(),
      keys: Shape.list(Shape.struct(key, ['name'])),
      type: Shape.text(),
      labels: Shape.record(Shape.text()),
      annotations: Shape.record(Shape.text()),
      scope: Shape.oneOf(Object.values(SealingScope)),
      scopeReason: Shape.text(),
    };
    return Shape.struct(secret, ['name', 'keys']);
  }

  /** Name of the Secret. */
  public readonly name: string;
  private readonly options: DeclaredSecretOptions;

  constructor(options: DeclaredSecretOptions) {
    const problems: ConfigProblem[] = [];
    this.options = DeclaredSecret.shape().read(options, '', problems);
    const path = `secrets.${this.options?.name ?? ''}`;
    // A value that somebody put where a rule belongs is not repeated.
    const reported = problems.map(({ given, ...problem }) => ({ ...problem, path: `${path}.${problem.path}` }));
    const wrong = [...reported, ...(reported.length > 0 ? [] : ruleProblems(this.options, path))];
    if (wrong.length > 0) {
      throw configError(wrong);
    }
    this.name = this.options.name;
  }

  /** The names of the keys, in order. */
  public get keys(): string[] {
    return this.options.keys.map((key) => key.name);
  }

  /** What the model says about the secret in an environment. */
  public toModel(placement: SecretPlacementOptions): ModelSecret {
    const { name, keys, type, labels, annotations, scope } = this.options;
    return {
      name,
      namespace: placement.namespace,
      scope: scope ?? SealingScope.STRICT,
      file: placement.file,
      type: type ?? 'Opaque',
      labels: { 'cnpg.io/reload': 'true', ...labels },
      // Deleting the SealedSecret must not take the Secret with it, as the guard on the SealedSecret says.
      annotations: { ...CONTROLLER_ANNOTATIONS, ...annotations },
      // The wave of everything else, said for the files that 0.2.0 sealed with an earlier one: a sync would wait for the secret.
      sealedAnnotations: { [ArgoCd.SYNC_WAVE]: '0', ...ArgoCd.guard() },
      keys,
      source: placement.source ?? SecretSource.SEALED,
    };
  }
}

function ruleProblems(options: DeclaredSecretOptions, path: string): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const problem = (code: string, at: string, message: string, fix: string) => problems.push({ code, path: at, message, fix });
  if (options.keys.length === 0) {
    problem('SECRET_KEYS_MISSING', `${path}.keys`, 'A secret without keys holds nothing.', 'Declare its keys.');
  }
  if ((options.scope ?? SealingScope.STRICT) !== SealingScope.STRICT && !options.scopeReason) {
    problem(
      'SECRET_SCOPE_REASON',
      `${path}.scope`,
      'A wider scope lets others in the cluster open the value under another name.',
      'Use SealingScope.STRICT, or say why not in scopeReason.',
    );
  }
  for (const [name, value] of Object.entries(options.annotations ?? {})) {
    const wanted = CONTROLLER_ANNOTATIONS[name];
    const isScope = Object.values(SealingScope).some((scope) => name === CONTROLLER_PREFIX + scope);
    if (isScope || (wanted !== undefined && value !== wanted)) {
      problem(
        'SECRET_ANNOTATION',
        `${path}.annotations.${name}`,
        isScope
          ? 'The scope is no annotation of the Secret: the controller reads it from the SealedSecret.'
          : 'Without this annotation the Secret would be deleted with its SealedSecret, or never be updated.',
        isScope ? 'Say it in scope.' : 'Remove the line.',
      );
    }
  }
  for (const [i, key] of options.keys.entries()) {
    const at = `${path}.keys.${key.name}`;
    // Kubernetes: https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data
    if (!/^(?!\.\.?$)(?!\.\.)[-._a-zA-Z0-9]{1,253}$/.test(key.name)) {
      problem('SECRET_KEY_INVALID', at, 'A key is made of letters, digits, "-", "_" and ".".', 'Rename it.');
    }
    if (options.keys.findIndex((other) => other.name === key.name) < i) {
      problem('SECRET_KEY_TWICE', at, 'The key is declared twice.', 'Remove one of them.');
    }
    if (key.length !== undefined && (key.minLength !== undefined || key.maxLength !== undefined)) {
      problem('SECRET_LENGTH_RULE', at, 'length already says it all.', 'Remove minLength and maxLength, or length.');
    }
    if ((key.minLength ?? 1) > (key.maxLength ?? Number.POSITIVE_INFINITY)) {
      problem('SECRET_LENGTH_RULE', at, 'minLength is greater than maxLength.', 'Swap them.');
    }
    try {
      new RegExp(`^(?:${key.pattern ?? ''})$`, 'u');
    } catch {
      problem('SECRET_PATTERN_INVALID', `${at}.pattern`, 'The pattern is no regular expression.', 'Correct it.');
    }
  }
  return problems;
}
