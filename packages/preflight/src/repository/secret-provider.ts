import { plainText } from '@pgplatform/core';
import { field, isMap, items, text } from './field';
import { CERTIFICATE, CLUSTER, EXTERNAL_SECRET, SEALED_SECRET, SECRET } from './kind';
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
    ...SECRET_KINDS.flatMap((kind) =>
      repository
        .inNamespace(kind, namespace)
        .filter((resource) => secretName(kind, resource.object, resource.name) === name)
        .map(({ object }) => ({ keys: keysIn(kind, object) })),
    ),
    ...operatorMade(repository, namespace, name),
    ...declared(repository, namespace, name),
  ];
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
  const suffixes = ['app', 'superuser', 'ca', 'server', 'replication'];
  return repository
    .inNamespace(CLUSTER, namespace)
    .filter((cluster) => suffixes.some((suffix) => `${cluster.name}-${suffix}` === name))
    .map(() => ({}));
}

/** What the model declares, sealed or not: whether the sealed file is there is the business of SEAL-MISSING and SEAL-KEYS. */
function declared(repository: Repository, namespace: string, name: string): SecretProvider[] {
  return items(repository.input.model, 'environments')
    .flatMap(({ item }) => items(item, 'secrets'))
    .filter(({ item }) => item.name === name && item.namespace === namespace)
    .map(({ item }) => ({ keys: items(item, 'keys').map((key) => plainText(key.item.name)) }));
}
