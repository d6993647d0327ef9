import { CONTROLLER_ANNOTATIONS, type ConfigProblem, configError, KubernetesName, type ModelSecret } from '@pgplatform/core';
import { PROVENANCE_ANNOTATION, type Provenance, provenanceOf, readProvenance } from './provenance';
import { inspectSealedValue, sealValue } from './sealed-value';
import type { SealingCertificate } from './sealing-certificate';
import { encryptionLabel, SealingScope, scopeAnnotations, scopeOf } from './sealing-scope';
import { YamlMapping } from './yaml-mapping';

/** One writing of a sealed file. */
export type SealedFileOptions = {
  readonly secret: ModelSecret;
  readonly certificate: SealingCertificate;
  readonly now: Date;
  /** The file as it is. @default - there is none */
  readonly existing?: string;
};

/** Paths and the texts there. */
type Content = [string[], string][];

/** Kubernetes' limit on the data of a Secret, bytes. */
export const MAX_SECRET_BYTES = 1024 * 1024;

/**
 * The text of a sealed file with these values sealed now. What the existing file has besides stays byte for byte: other keys,
 * comments, template data. When every declared key is given, keys that are not declared are removed, because they may be bound
 * to another name.
 *
 * Throws ConfigProblems `SEAL_FILE_UNREADABLE`, `SEAL_FILE_OTHER`, `SEAL_KEYS`, `SEAL_NAME`, `SEAL_SIZE`.
 */
export function sealIntoFile(options: SealedFileOptions, values: ReadonlyMap<string, Buffer>): string {
  const { secret, certificate } = options;
  const problems = inputProblems(secret, values);
  if (problems.length > 0) {
    throw configError(problems);
  }
  const label = encryptionLabel(secret.scope, secret.namespace, secret.name);
  return replaceSealedValues(
    options,
    new Map([...values].map(([key, value]) => [key, sealValue(certificate.publicKey, value, label)])),
  );
}

/** The same for values that are sealed already (with this certificate): what `reseal` gets back from the controller. */
export function replaceSealedValues(options: SealedFileOptions, sealed: ReadonlyMap<string, string>): string {
  const { secret, certificate, now } = options;
  const all = secret.keys.every((key) => sealed.has(key.name));
  const file = openFile(options.existing ?? '', secret.file);
  if (options.existing !== undefined) {
    const before = file.toObject();
    if (before.kind !== 'SealedSecret' || !(all || hasIdentityOf(before, secret))) {
      throw otherFile(secret, before);
    }
    for (const key of all ? Object.keys(before.spec?.encryptedData ?? {}) : []) {
      if (!sealed.has(key)) {
        file.remove(['spec', 'encryptedData', key]);
      }
    }
  }
  for (const scope of [SealingScope.CLUSTER_WIDE, SealingScope.NAMESPACE_WIDE].filter((scope) => scope !== secret.scope)) {
    for (const annotation of Object.keys(scopeAnnotations(scope))) {
      file.remove(['metadata', 'annotations', annotation]);
      file.remove([...TEMPLATE, 'annotations', annotation]);
    }
  }
  write(file, contentOf(secret, sealed), secret.file);
  const records: Record<string, Provenance> = readProvenance(file.toObject());
  for (const [key, value] of sealed) {
    records[key] = provenanceOf(value, certificate, now);
  }
  const sorted = Object.fromEntries(Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1)));
  file.set(['metadata', 'annotations', PROVENANCE_ANNOTATION], JSON.stringify(sorted));
  return file.toString();
}

/**
 * The text of a sealed file with the declared labels and annotations, without any value: they are no part of the ciphertext. Only
 * those are added or put right; the scope, which the values are bound to, and every other byte stay.
 *
 * Throws ConfigProblems `SEAL_FILE_UNREADABLE`, `SEAL_FILE_OTHER`.
 */
export function refreshMetadata(existing: string, secret: ModelSecret): string {
  const file = openFile(existing, secret.file);
  const before = file.toObject();
  if (!hasIdentityOf(before, secret)) {
    throw otherFile(secret, before);
  }
  write(file, metadataOf(secret).flat(), secret.file);
  return file.toString();
}

/** The object in a sealed file. Throws a ConfigProblem `SEAL_FILE_UNREADABLE` that quotes nothing of it. */
export function readSealedFile(text: string, path: string): any {
  return openFile(text, path).toObject();
}

function openFile(text: string, path: string): YamlMapping {
  try {
    return new YamlMapping(text);
  } catch (error) {
    throw unreadable(path, error as Error);
  }
}

function write(file: YamlMapping, content: Content, path: string): void {
  try {
    for (const [place, value] of content) {
      file.set(place, value);
    }
  } catch (error) {
    throw unreadable(path, error as Error);
  }
}

function unreadable(path: string, { message }: Error): Error {
  return configError([
    {
      code: 'SEAL_FILE_UNREADABLE',
      path,
      message: `The file is not the simple YAML of one SealedSecret: ${message}.`,
      fix: 'Write it as kubeseal --format yaml or pgplatform seal does, or delete it and seal all keys again.',
    },
  ]);
}

/** The declared keys that a sealed file holds well-formed values for, under the declared name, namespace and scope. */
export function sealedKeysOf(manifest: any, secret: ModelSecret): string[] {
  const values = manifest?.spec?.encryptedData ?? {};
  return hasIdentityOf(manifest, secret)
    ? secret.keys.map((key) => key.name).filter((key) => inspectSealedValue(values[key]))
    : [];
}

function hasIdentityOf(manifest: any, secret: ModelSecret): boolean {
  const { kind, metadata } = manifest ?? {};
  return (
    kind === 'SealedSecret' &&
    metadata?.name === secret.name &&
    metadata?.namespace === secret.namespace &&
    scopeOf(metadata?.annotations) === secret.scope
  );
}

const TEMPLATE = ['spec', 'template', 'metadata'];

/** The declared metadata: annotations of the SealedSecret, labels of the Secret, and its annotations. */
function metadataOf(secret: ModelSecret): Content[] {
  return [
    under(['metadata', 'annotations'], secret.sealedAnnotations),
    under([...TEMPLATE, 'labels'], secret.labels),
    under([...TEMPLATE, 'annotations'], { ...CONTROLLER_ANNOTATIONS, ...secret.annotations }), // an older model lacks some
  ];
}

/** All of a sealed file, in the order of a new file. */
function contentOf(secret: ModelSecret, sealed: ReadonlyMap<string, string>): Content {
  const { name, namespace, keys, type } = secret;
  const scope = scopeAnnotations(secret.scope);
  const [sealedAnnotations, labels, annotations] = metadataOf(secret);
  const values = keys.flatMap((key) => (sealed.has(key.name) ? [[key.name, sealed.get(key.name)!]] : []));
  return [
    ...under([], { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' }),
    ...under(['metadata'], { name, namespace }),
    ...sealedAnnotations,
    ...under(['metadata', 'annotations'], scope),
    ...under(['spec', 'encryptedData'], Object.fromEntries(values)),
    ...under(TEMPLATE, { name, namespace }),
    ...labels,
    ...annotations,
    ...under([...TEMPLATE, 'annotations'], scope),
    ...under(['spec', 'template'], { type }),
  ];
}

function under(path: readonly string[], texts: { readonly [name: string]: string }): Content {
  return Object.entries(texts).map(([name, value]) => [[...path, name], value]);
}

function otherFile(secret: ModelSecret, before: any): Error {
  const sealed = before.kind === 'SealedSecret';
  return configError([
    {
      code: 'SEAL_FILE_OTHER',
      path: secret.file,
      message: sealed
        ? 'The file was sealed for another name, namespace or scope, so its other values cannot be kept.'
        : 'The file holds something that is not a SealedSecret.',
      allowed: `SealedSecret ${secret.namespace}/${secret.name}, ${secret.scope}`,
      fix: sealed
        ? 'Seal all keys of the secret again.'
        : 'Move it away. If it is a Secret with values, rotate them: git keeps what was committed.',
    },
  ]);
}

function inputProblems(secret: ModelSecret, values: ReadonlyMap<string, Buffer>): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const declared = secret.keys.map((key) => key.name);
  if (values.size === 0 || [...values.keys()].some((key) => !declared.includes(key))) {
    problems.push({
      code: 'SEAL_KEYS',
      path: secret.name,
      message: 'Only declared keys can be sealed, and at least one.',
      allowed: declared.join(', '),
      fix: 'Declare the key where the secret is declared.',
    });
  }
  if (!KubernetesName.isSubdomain(secret.name) || !KubernetesName.isLabel(secret.namespace)) {
    problems.push({
      code: 'SEAL_NAME',
      path: secret.name,
      message: 'The name or the namespace is none that Kubernetes takes.',
      allowed: KubernetesName.LABEL_RULE,
      fix: 'Correct it where the secret is declared.',
    });
  }
  const total = [...values.values()].reduce((sum, value) => sum + value.length, 0);
  if (total > MAX_SECRET_BYTES) {
    problems.push({
      code: 'SEAL_SIZE',
      path: secret.name,
      message: 'The values are more than a Secret can hold.',
      given: `${total} bytes`,
      allowed: `${MAX_SECRET_BYTES} bytes`,
      fix: 'Keep large data in the object store.',
    });
  }
  return problems;
}
