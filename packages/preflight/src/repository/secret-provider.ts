import { plainText } from '@pgplatform/core';
import { field, isMap, items, text } from './field';
import { CERTIFICATE, CLUSTER, EXTERNAL_SECRET, SEALED_SECRET, SECRET } from './kind';
import { MultiMap } from './multi-map';
import type { Repository } from './repository';

/** A Secret that will exist, and its keys; no keys: they cannot be known from here. */
export interface SecretProvider {
  readonly keys?: readonly string[];
}

/** The kinds whose objects make Secrets. */
export const SECRET_KINDS = [SECRET, SEALED_SECRET, EXTERNAL_SECRET, CERTIFICATE];

/** All that is known here about the Secret of that name: more than one object may make it. */
export function providersOf(repository: Repository, namespace: string, name: string): SecretProvider[] {
  return [
    ...writtenIn(repository).all(`${namespace}\n${name}`),
    ...operatorMade(repository, namespace, name),
    ...declared(repository, namespace, name),
  ];
}

/** What is written in each repository that was asked, by namespace and name. */
const WRITTEN = new WeakMap<Repository, MultiMap<SecretProvider>>();

function writtenIn(repository: Repository): MultiMap<SecretProvider> {
  let written = WRITTEN.get(repository);
  if (!written) {
    written = new MultiMap();
    for (const kind of SECRET_KINDS) {
      for (const { object, namespace, name } of repository.ofKind(kind)) {
        written.add(`${namespace}\n${secretName(kind, object, name)}`, { keys: keysIn(kind, object) });
      }
    }
    WRITTEN.set(repository, written);
  }
  return written;
}

function secretName(kind: string, object: any, own: string): string {
  if (kind === CERTIFICATE) return text(object, 'spec.secretName') ?? '';
  return (kind === EXTERNAL_SECRET && text(object, 'spec.target.name')) || own;
}

function keysIn(kind: string, object: any): string[] | undefined {
  const names = (way: string) => Object.keys(isMap(field(object, way)) ? field(object, way) : {});
  switch (kind) {
    case SECRET:
      return [...names('data'), ...names('stringData')];
    case SEALED_SECRET:
      return field(object, 'spec.data') === undefined
        ? [...names('spec.encryptedData'), ...names('spec.template.data')]
        : undefined;
    case EXTERNAL_SECRET:
      return field(object, 'spec.dataFrom') === undefined && field(object, 'spec.target.template') === undefined
        ? items(object, 'spec.data').map(({ item }) => plainText(item.secretKey))
        : undefined;
    default:
      return ['tls.crt', 'tls.key', 'ca.crt'];
  }
}

/** What the operator makes for every Cluster (cloudnative-pg docs/src/applications.md, certificates.md). */
function operatorMade(repository: Repository, namespace: string, name: string): SecretProvider[] {
  const suffixes = ['-app', '-superuser', '-ca', '-server', '-replication'];
  return suffixes
    .filter((suffix) => name.endsWith(suffix) && repository.find(CLUSTER, namespace, name.slice(0, -suffix.length)))
    .map(() => ({}));
}

/** What the model declares, sealed or not: whether the sealed file is there is the business of SEAL-MISSING and SEAL-KEYS. */
function declared(repository: Repository, namespace: string, name: string): SecretProvider[] {
  return items(repository.input.model, 'environments')
    .flatMap(({ item }) => items(item, 'secrets'))
    .filter(({ item }) => item.name === name && item.namespace === namespace)
    .map(({ item }) => ({ keys: items(item, 'keys').map((key) => plainText(key.item.name)) }));
}
