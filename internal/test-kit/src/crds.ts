import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { strictSchema } from './strict-schema';
import { readYaml } from './yaml';

/** Where the CRDs of the upstream releases lie: beside the repository, not in it. */
const FOLDER = resolve(__dirname, '../../../../shared/crds');

/** The newest of everything that does not move with the operator. */
const OTHERS = ['argo-cd-3.5.1', 'plugin-barman-cloud-0.14.0', 'prometheus-operator', 'sealed-secrets-0.36.6'];

/**
 * The CustomResourceDefinitions of one operator release and of everything around it, as a strict judge: an unknown field is a problem.
 *
 * CEL rules are not evaluated.
 */
export class Crds {
  /** Why there are none, as a reason to skip a test; nothing when they are there. */
  public static readonly missing: string | undefined = existsSync(FOLDER) ? undefined : '../shared/crds is not here';

  private static readonly loaded = new Map<string, Crds>();

  /** CRDs for an operator version, for example `1.28.1` (patch releases share the CRDs of their minor). */
  public static forOperator(version: string): Crds {
    const minor = version.split('.').slice(0, 2).join('.');
    const crds = Crds.loaded.get(minor) ?? new Crds([`cloudnative-pg-${minor}.0`, ...OTHERS]);
    Crds.loaded.set(minor, crds);
    return crds;
  }

  private readonly ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, code: { regExp: goRegExp } });
  /** Group and kind -> the text of the CRD; parsed when an object of the kind comes (some are 500 kB). */
  private readonly texts = new Map<string, string>();
  private readonly validators = new Map<string, ValidateFunction>();

  private constructor(folders: string[]) {
    for (const folder of folders) {
      for (const file of readdirSync(join(FOLDER, folder))) {
        const text = readFileSync(join(FOLDER, folder, file), 'utf8');
        this.texts.set(`${/^ {2}group: (.*)$/m.exec(text)![1]} ${/^ {4}kind: (.*)$/m.exec(text)![1]}`, text);
      }
    }
  }

  /** Whether the object is of a group these CRDs define; `validate` is for those. */
  public covers(object: any): boolean {
    return [...this.texts.keys()].some((type) => type.split(' ')[0] === groupOf(object));
  }

  /** What is wrong with an object, as `path: reason`; empty when the API server would take it without dropping a field. */
  public validate(object: any): string[] {
    const validator = this.validatorOf(object);
    if (!validator) {
      return [`${object.apiVersion} ${object.kind} is not defined by these CRDs`];
    }
    return validator(object) ? [] : (validator.errors ?? []).map(describe);
  }

  private validatorOf(object: any): ValidateFunction | undefined {
    const text = this.texts.get(`${groupOf(object)} ${object.kind}`);
    const type = `${object.apiVersion} ${object.kind}`;
    if (text !== undefined && !this.validators.has(type)) {
      const version = readYaml(text)[0].spec.versions.find((one: any) => one.name === object.apiVersion.split('/')[1]);
      if (version) {
        this.validators.set(type, this.ajv.compile(strictSchema(version.schema.openAPIV3Schema)));
      }
    }
    return this.validators.get(type);
  }
}

function groupOf(object: any): string {
  return String(object.apiVersion).split('/')[0];
}

/** Go's inline flag for any case is a flag of the expression in JavaScript. */
function goRegExp(pattern: string): RegExp {
  return pattern.includes('(?i)') ? new RegExp(pattern.replace('(?i)', ''), 'i') : new RegExp(pattern);
}
goRegExp.code = 'goRegExp';

function describe(error: ErrorObject): string {
  const given = Object.values(error.params).map((value) => JSON.stringify(value));
  return `${error.instancePath || '/'}: ${error.message} ${given.join(' ')}`.trim();
}
