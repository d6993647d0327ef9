import { isConfigError } from './config-error';
import type { ConfigProblem } from './config-problem';
import { Cpu } from './cpu';
import { CronSchedule } from './cron-schedule';
import { GitUrl } from './git-url';
import { ImageReference } from './image-reference';
import { KubernetesName } from './kubernetes-name';
import { nearestName } from './nearest-name';
import { Size } from './size';

type Reader = (value: any, path: string, problems: ConfigProblem[]) => any;

/**
 * The run-time shape of an options struct: TypeScript types are gone when `.projenrc.ts` runs, so this is what finds a mistyped option.
 *
 * Reading also turns the text of a value object (`50Gi` in a model.json) into the value object, so options survive JSON.
 * A value that does not fit is reported and read as absent.
 */
export class Shape {
  /** An object with these fields and no others; `required` ones must be there. */
  public static struct(fields: { [name: string]: Shape }, required: string[] = []): Shape {
    const names = Object.keys(fields);
    const read: Reader = (value, path, problems) => {
      if (!isPlainObject(value)) {
        return reject(problems, path, value, 'an object');
      }
      const result: Record<string, unknown> = {};
      for (const key of Object.keys(value)) {
        const at = path ? `${path}.${key}` : key;
        if (!Object.hasOwn(fields, key)) {
          const near = nearestName(key, names);
          problems.push({
            code: 'OPTION_UNKNOWN',
            path: at,
            message: 'There is no such option.',
            given: key,
            allowed: names.join(', '),
            fix: near ? `Did you mean ${near}?` : 'Remove it.',
          });
        } else if (value[key] !== undefined && !(value[key] === '' && required.includes(key))) {
          const read = fields[key].read(value[key], at, problems);
          if (read !== undefined) {
            result[key] = read;
          }
        }
      }
      for (const key of required) {
        if (value[key] === undefined || value[key] === '') {
          const at = path ? `${path}.${key}` : key;
          problems.push({ code: 'OPTION_REQUIRED', path: at, message: 'This option is required.', fix: `Set ${key}.` });
        }
      }
      return result;
    };
    return new Shape(read, fields, required);
  }

  /** A list; items that have a `name` are called by it in paths. */
  public static list(item: Shape): Shape {
    return new Shape((value, path, problems) => {
      if (!Array.isArray(value)) {
        return reject(problems, path, value, 'a list');
      }
      return (
        value
          .map((entry, i) =>
            item.read(entry, typeof entry?.name === 'string' && entry.name ? `${path}.${entry.name}` : `${path}[${i}]`, problems),
          )
          // An item without what it must have cannot be judged further.
          .filter((entry) => entry !== undefined && item.required.every((key) => entry[key] !== undefined))
      );
    });
  }

  /** An object with any keys and values of one shape. */
  public static record(value: Shape): Shape {
    return new Shape((given, path, problems) => {
      if (!isPlainObject(given)) {
        return reject(problems, path, given, 'an object');
      }
      return Object.fromEntries(
        members(given)
          .map(([k, v]) => [k, value.read(v, `${path}.${k}`, problems)])
          .filter(([, v]) => v !== undefined),
      );
    });
  }

  /** Text; with a pattern (an ECMAScript regular expression), text that matches it, and `allowed` says so in words. */
  public static text(pattern?: string, allowed?: string): Shape {
    const syntax = pattern === undefined ? undefined : new RegExp(pattern);
    return new Shape((value, path, problems) => {
      if (typeof value !== 'string' || value === '') {
        return reject(problems, path, value, allowed ?? 'text');
      }
      return syntax && !syntax.test(value)
        ? reject(problems, path, value, allowed ?? `text like ${pattern}`, 'OPTION_VALUE')
        : value;
    });
  }

  /** A name of a Kubernetes object or namespace: DNS-1123 label. */
  public static dnsLabel(): Shape {
    return Shape.name((name) => KubernetesName.isLabel(name), KubernetesName.LABEL_RULE);
  }

  /** The address of a git repository that Argo CD can read. */
  public static gitUrl(): Shape {
    return new Shape((value, path, problems) =>
      typeof value === 'string' && GitUrl.isValid(value)
        ? value
        : reject(problems, path, value, GitUrl.RULE, typeof value === 'string' ? 'REPO_URL_INVALID' : 'OPTION_TYPE'),
    );
  }

  /** The name of a CloudNativePG Cluster: DNS-1035 label of at most 50 characters (it is also a Service name). */
  public static clusterName(): Shape {
    return Shape.name((name) => KubernetesName.isClusterName(name), KubernetesName.CLUSTER_RULE);
  }

  /** A PostgreSQL version: a major (`18`) or the exact one (`17.12`). */
  public static postgresVersion(): Shape {
    return Shape.text('^[1-9]\\d(\\.\\d{1,2})?$', "a major version or an exact one, as text, for example '18' or '17.12'");
  }

  /** A whole number between two bounds, both included. */
  public static integer(min: number, max: number = Number.MAX_SAFE_INTEGER): Shape {
    const allowed =
      max === Number.MAX_SAFE_INTEGER ? `a whole number of at least ${min}` : `a whole number from ${min} to ${max}`;
    return new Shape((value, path, problems) =>
      Number.isSafeInteger(value) && value >= min && value <= max
        ? value
        : reject(problems, path, value, allowed, typeof value === 'number' ? 'OPTION_VALUE' : 'OPTION_TYPE'),
    );
  }

  /** True or false. */
  public static bool(): Shape {
    return new Shape((value, path, problems) =>
      typeof value === 'boolean' ? value : reject(problems, path, value, 'true or false'),
    );
  }

  /** One of these texts (the members of an enum). */
  public static oneOf(values: string[]): Shape {
    return new Shape((value, path, problems) => {
      if (values.includes(value)) {
        return value;
      }
      const near = typeof value === 'string' ? nearestName(value, values) : undefined;
      return reject(
        problems,
        path,
        value,
        values.join(', '),
        typeof value === 'string' ? 'OPTION_VALUE' : 'OPTION_TYPE',
        near && `Did you mean ${near}?`,
      );
    });
  }

  /** Any plain JSON value, such as a patch; a member that is undefined is as absent. */
  public static json(): Shape {
    return new Shape((value, path, problems) => {
      const bad = notJson(value, path);
      return bad === undefined
        ? withoutUndefined(value)
        : reject(problems, bad, undefined, 'plain JSON: objects, lists, text, numbers, true, false');
    });
  }

  /** A `Size`, or its text. */
  public static size(): Shape {
    return Shape.valueObject('Size', (text) => Size.parse(text));
  }

  /** A `Cpu`, or its text. */
  public static cpu(): Shape {
    return Shape.valueObject('Cpu', (text) => Cpu.parse(text));
  }

  /** A `CronSchedule`, or its text. */
  public static cron(): Shape {
    return Shape.valueObject('CronSchedule', (text) => CronSchedule.parse(text));
  }

  /** An `ImageReference`, or its text. */
  public static image(): Shape {
    return Shape.valueObject('ImageReference', (text) => ImageReference.parse(text));
  }

  private static name(accepts: (name: string) => boolean, rule: string): Shape {
    return new Shape((value, path, problems) =>
      typeof value === 'string' && accepts(value)
        ? value
        : reject(problems, path, value, rule, typeof value === 'string' ? 'NAME_INVALID' : 'OPTION_TYPE'),
    );
  }

  private static valueObject(className: string, parse: (text: string) => unknown): Shape {
    return new Shape((value, path, problems) => {
      const text = typeof value === 'string' ? value : typeof value?.toJSON === 'function' ? value.toJSON() : undefined;
      if (typeof text !== 'string') {
        return reject(problems, path, value, `a ${className}, for example ${className}.parse('…')`);
      }
      try {
        return parse(text);
      } catch (error) {
        if (!isConfigError(error)) {
          throw error;
        }
        problems.push(...error.problems.map((problem) => ({ ...problem, path })));
        return undefined;
      }
    });
  }

  private constructor(
    private readonly reader: Reader,
    private readonly fields: { [name: string]: Shape } = {},
    private readonly required: string[] = [],
  ) {}

  /** This struct with more fields. */
  public extend(fields: { [name: string]: Shape }, required: string[] = []): Shape {
    return Shape.struct({ ...this.fields, ...fields }, [...this.required, ...required]);
  }

  /**
   * The value, with texts of value objects turned into them; what does not fit is added to `problems` and left out.
   *
   * @param value what the user gave
   * @param path path of the option, for problems
   * @param problems the list to add to
   */
  public read(value: any, path: string, problems: ConfigProblem[]): any {
    return this.reader(value, path, problems);
  }
}

function reject(
  problems: ConfigProblem[],
  path: string,
  value: unknown,
  allowed: string,
  code = 'OPTION_TYPE',
  fix?: string,
): undefined {
  problems.push({
    code,
    path,
    message: code === 'OPTION_TYPE' ? 'The value has the wrong type.' : 'The value is not allowed.',
    given: describe(value),
    allowed,
    fix: fix ?? `Give ${allowed}.`,
  });
  return undefined;
}

/** What a value is, short enough for a line. */
function describe(value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  let text: string | undefined;
  try {
    text = typeof value === 'function' ? 'a function' : JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Plain objects of any realm: `projen new` runs options in a context of its own. */
function isPlainObject(value: any): value is Record<string, any> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Path of the first thing inside a value that JSON cannot hold. */
function notJson(value: unknown, path: string, depth = 0): string | undefined {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
  ) {
    return undefined;
  }
  if (depth > 100) {
    return path;
  }
  if (Array.isArray(value)) {
    return first(value.map((item, i) => notJson(item, `${path}[${i}]`, depth + 1)));
  }
  return isPlainObject(value) ? first(members(value).map(([k, v]) => notJson(v, `${path}.${k}`, depth + 1))) : path;
}

/** A copy, so that a later change of the user's object does not reach what was generated from it. */
function withoutUndefined(value: any): any {
  if (Array.isArray(value)) {
    return value.map(withoutUndefined);
  }
  return isPlainObject(value) ? Object.fromEntries(members(value).map(([k, v]) => [k, withoutUndefined(v)])) : value;
}

function members(value: Record<string, any>): [string, any][] {
  return Object.entries(value).filter(([, v]) => v !== undefined);
}

function first(paths: (string | undefined)[]): string | undefined {
  return paths.find((path) => path !== undefined);
}
