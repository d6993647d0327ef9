import { isDeepStrictEqual } from 'node:util';
import {
  type ConfigProblem,
  isConfigError,
  KubernetesName,
  type ModelController,
  type ModelEnvironment,
  type ModelSecret,
} from '@pgplatform/core';
import { DeclaredSecret, SecretSource } from '@pgplatform/sealed-secrets';
import { plainValue, SourceList, SourceObject, type SourceValue, sourceOptions, UNCLEAR } from './source-options';

/**
 * Where an environment of the model is not, or not surely, what `.projenrc.ts` says of it: the certificate, the controller, the
 * namespace, where its secrets come from, and of each secret its scope, type, keys, labels and annotations.
 *
 * These decide who can read what is sealed, and the model is a file that nobody reads in a review. What the generators make of
 * products and backups is known by its looks: strict, in the environment's namespace, with our labels and annotations alone.
 *
 * `MODEL_DIFFERS`: the source says something else. `MODEL_UNPROVEN`: the source computes it, so only a synthesis tells.
 */
export function sourceDoubts(environment: ModelEnvironment, projenrc: string): ConfigProblem[] {
  const declared = declaredEnvironment(sourceOptions(projenrc), environment.name);
  if (!(declared instanceof SourceObject)) {
    return [declared === undefined ? differs(environment, '') : unproven(environment, '')];
  }
  const controller = controllerOf(declared);
  const facts: Record<string, [unknown, SourceValue]> = {
    'certificate.path': [environment.certificate?.path, member(declared.get('certificate'), 'path')],
    'certificate.spki': [environment.certificate?.spki, member(declared.get('certificate'), 'spki')],
    'sealedSecrets.name': [environment.sealedSecrets.name, controller.name],
    'sealedSecrets.namespace': [environment.sealedSecrets.namespace, controller.namespace],
    namespace: [environment.namespace, declared.get('namespace') ?? `postgres-${environment.name}`],
  };
  return [
    ...Object.entries(facts).flatMap(([fact, [given, said]]) =>
      said === UNCLEAR ? unproven(environment, fact) : given === said ? [] : differs(environment, fact),
    ),
    ...environment.secrets.flatMap((secret) => secretDoubts(environment, secret, declared)),
  ];
}

/** The controller of an environment; nothing when the source does not plainly say it. */
export function declaredController(projenrc: string, environment: string): ModelController | undefined {
  const declared = declaredEnvironment(sourceOptions(projenrc), environment);
  const { name, namespace } = declared instanceof SourceObject ? controllerOf(declared) : {};
  const isPlain = typeof name === 'string' && typeof namespace === 'string';
  return isPlain && [name, namespace].every(KubernetesName.isLabel) ? { name, namespace } : undefined;
}

function controllerOf(declared: SourceObject): { readonly [part in keyof ModelController]?: SourceValue } {
  const controller = declared.get('sealedSecrets');
  return {
    name: member(controller, 'name') ?? 'sealed-secrets-controller',
    namespace: member(controller, 'namespace') ?? 'kube-system',
  };
}

/** The options of an environment; nothing when the source surely has none of that name. */
function declaredEnvironment(options: SourceValue, name: string): SourceValue {
  const environments = options instanceof SourceObject ? options.get('environments') : UNCLEAR;
  if (environments instanceof SourceList) {
    return environments.named(name);
  }
  return environments === undefined ? new SourceObject() : UNCLEAR; // only names are given, or not even they
}

function secretDoubts(environment: ModelEnvironment, secret: ModelSecret, declared: SourceObject): ConfigProblem[] {
  const fact = `secrets.${secret.name}`;
  const source = declared.get('secretSource') ?? SecretSource.SEALED;
  if (source === UNCLEAR) {
    return [unproven(environment, `${fact}.source`)];
  }
  if (source !== secret.source || secret.namespace !== environment.namespace) {
    return [differs(environment, source === secret.source ? `${fact}.namespace` : `${fact}.source`)];
  }
  const secrets = declared.get('secrets');
  const own = secrets instanceof SourceList ? secrets.named(secret.name) : secrets;
  const written = own === UNCLEAR ? UNCLEAR : own === undefined ? undefined : declaredSecret(plainValue(own), secret);
  // What looks as if the generators had made it is as harmless as what they make.
  const other = differentPart(secret, written === UNCLEAR || written === undefined ? looksOf(secret) : written);
  if (other === undefined) {
    return [];
  }
  return [written === UNCLEAR ? unproven(environment, `${fact}.${other}`) : differs(environment, `${fact}.${other}`)];
}

function declaredSecret(options: any, { namespace, file }: ModelSecret): ModelSecret | typeof UNCLEAR {
  try {
    return options === UNCLEAR ? UNCLEAR : new DeclaredSecret(options).toModel({ namespace, file });
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return UNCLEAR; // of another version's kind
  }
}

/** A secret as the generators make one: of its keys only the name of a role is public, and none has a pattern. */
function looksOf({ type, keys, ...secret }: ModelSecret): ModelSecret {
  const isRole = type === 'kubernetes.io/basic-auth';
  const plain = keys.map(({ pattern, publicValue, ...key }) => ({
    ...key,
    ...(isRole && key.name === 'username' && publicValue !== undefined && { publicValue }),
  }));
  generated ??= new DeclaredSecret({ name: 'any', keys: [{ name: 'any' }] }).toModel({ namespace: 'any', file: '' });
  return { ...generated, name: secret.name, type: isRole ? type : 'Opaque', keys: plain };
}

let generated: ModelSecret | undefined;

/** The first part in which two secrets differ. Labels and annotations may be fewer: an older version knew fewer. */
function differentPart(given: ModelSecret, wanted: ModelSecret): string | undefined {
  const isSame: Partial<Record<keyof ModelSecret, boolean>> = {
    scope: given.scope === wanted.scope,
    type: given.type === wanted.type,
    keys: isDeepStrictEqual(given.keys, wanted.keys),
    labels: isWithin(given.labels, wanted.labels),
    annotations: isWithin(given.annotations, wanted.annotations),
    sealedAnnotations: Object.keys(given.sealedAnnotations).every((name) => Object.hasOwn(wanted.sealedAnnotations, name)),
  };
  return Object.entries(isSame).find(([, same]) => !same)?.[0];
}

function isWithin(given: Record<string, string>, wanted: Record<string, string>): boolean {
  return Object.entries(given).every(([name, value]) => Object.hasOwn(wanted, name) && wanted[name] === value);
}

function member(value: SourceValue, name: string): SourceValue {
  return value instanceof SourceObject ? value.get(name) : value === undefined ? undefined : UNCLEAR;
}

function differs({ name }: ModelEnvironment, fact: string): ConfigProblem {
  return {
    code: 'MODEL_DIFFERS',
    path: ['environments', name, fact].filter(Boolean).join('.'),
    message: 'The model says something else than .projenrc.ts, and it decides who can read what is sealed.',
    fix: 'Find out who changed .pgplatform/model.json. Then run npx projen, which writes it again.',
  };
}

function unproven({ name }: ModelEnvironment, fact: string): ConfigProblem {
  return {
    code: 'MODEL_UNPROVEN',
    path: ['environments', name, fact].filter(Boolean).join('.'),
    message:
      '.projenrc.ts computes this, so only running it tells whether the model is right, and no synthesis here made this model.',
    fix: 'Run npx projen here (it runs .projenrc.ts), then again. Or write the value into .projenrc.ts.',
  };
}
