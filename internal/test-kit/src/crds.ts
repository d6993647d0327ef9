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
  /** The folder they are read from when it is not there, as a reason to skip a test; nothing when it is there. */
  public static readonly missing: string | undefined = existsSync(FOLDER) ? undefined : '../shared/crds is not here';

  /** CRDs for an operator version, for example `1.28.1` (patch releases share the CRDs of their minor). */
  public static forOperator(version: string): Crds {
    const minor = version.split('.').slice(0, 2).join('.');
    return new Crds([`cloudnative-pg-${minor}.0`, ...OTHERS]);
  }

  private readonly ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, validateFormats: false });
  private readonly schemas = new Map<string, unknown>();
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly groups = new Set<string>();

  private constructor(folders: string[]) {
    const files = folders.flatMap((folder) => readdirSync(join(FOLDER, folder)).map((file) => join(FOLDER, folder, file)));
    for (const crd of files.flatMap((file) => readYaml(readFileSync(file, 'utf8')))) {
      this.groups.add(crd.spec.group);
      for (const version of crd.spec.versions) {
        this.schemas.set(`${crd.spec.group}/${version.name} ${crd.spec.names.kind}`, version.schema.openAPIV3Schema);
      }
    }
  }

  /** Whether the object is of a group these CRDs define; `validate` is for those. */
  public covers(object: any): boolean {
    return this.groups.has(String(object.apiVersion).split('/')[0]);
  }

  /** What is wrong with an object, as `path: reason`; empty when the API server would take it without dropping a field. */
  public validate(object: any): string[] {
    const type = `${object.apiVersion} ${object.kind}`;
    if (!this.schemas.has(type)) {
      return [`${type} is not defined by these CRDs`];
    }
    let validator = this.validators.get(type);
    if (!validator) {
      validator = this.ajv.compile(strictSchema(this.schemas.get(type)));
      this.validators.set(type, validator);
    }
    return validator(object) ? [] : (validator.errors ?? []).map(describe);
  }
}

function describe(error: ErrorObject): string {
  const given = Object.values(error.params).map((value) => JSON.stringify(value));
  return `${error.instancePath || '/'}: ${error.message} ${given.join(' ')}`.trim();
}
