import { isUnmanaged, MANAGED, SKIP_OWNER } from '@pgplatform/core';
import { field, isMap } from '../repository/field';
import { CLUSTER } from '../repository/kind';
import type { RepositoryRule, RepositoryViolation } from '../repository/repository-rule';
import { addition } from '../repository/sync-option';
import { Phase } from '../rule';
import { Severity } from '../severity';
import { type SealedDocument, sealedDocuments } from './secret-document';

const RELOAD = 'cnpg.io/reload';
const TEMPLATE_ANNOTATIONS = ['spec', 'template', 'metadata', 'annotations'];

/** SEAL-RELOAD: the operator sees that a secret changed. */
export const SEAL_RELOAD: RepositoryRule = {
  id: 'SEAL-RELOAD',
  kinds: ['SealedSecret'],
  phase: Phase.REPOSITORY,
  says: 'The label cnpg.io/reload is in the template: on the SealedSecret itself it never reaches the Secret.',
  fix: 'Move the label to spec.template.metadata.labels.',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/4914',
  severity: Severity.WARNING,
  check: (repository) =>
    sealedDocuments(repository)
      .filter(({ object }) => {
        const inTemplate = field(object, 'spec.template.metadata.labels')?.[RELOAD];
        return field(object, 'metadata.labels')?.[RELOAD] !== undefined && inTemplate === undefined;
      })
      .map((on) => {
        const value = on.object.metadata.labels[RELOAD];
        return {
          on,
          path: ['metadata', 'labels', RELOAD],
          given: value,
          edits: [addition(on.object, ['spec', 'template', 'metadata', 'labels', RELOAD], value)],
        };
      }),
};

/** SEAL-OWNER: a Secret outlives its SealedSecret. */
export const SEAL_OWNER: RepositoryRule = {
  id: 'SEAL-OWNER',
  kinds: ['SealedSecret'],
  phase: Phase.REPOSITORY,
  says: 'The Secret of a database does not belong to its SealedSecret: deleting that one would delete it, and stop archiving silently.',
  fix: 'Annotate the template with sealedsecrets.bitnami.com/skip-set-owner-references: "true" and, always together, sealedsecrets.bitnami.com/managed: "true".',
  source: 'https://github.com/bitnami-labs/sealed-secrets#seal-secret-which-can-skip-set-owner-references',
  severity: Severity.WARNING,
  foreign: Severity.INFO,
  check: (repository) =>
    sealedDocuments(repository)
      .filter(({ object, namespace }) => !says(object, SKIP_OWNER) && repository.inNamespace(CLUSTER, namespace).length > 0)
      .map((on) => lacking(on, SKIP_OWNER, [SKIP_OWNER, ...(says(on.object, MANAGED) ? [] : [MANAGED])])),
};

/** SEAL-MANAGED: a Secret that outlives its SealedSecret follows it all the same. */
export const SEAL_MANAGED: RepositoryRule = {
  id: 'SEAL-MANAGED',
  kinds: ['SealedSecret'],
  phase: Phase.REPOSITORY,
  says: 'The controller may update the Secret: with skip-set-owner-references alone it makes it once, then fails ("already exists and is not managed by SealedSecret"), and no new value arrives.',
  fix: 'Annotate the template with sealedsecrets.bitnami.com/managed: "true". In a generated repository: pgplatform seal --refresh-metadata, which also says what a Secret that is there already needs.',
  source: 'sealed-secrets pkg/controller/controller.go (unseal)',
  check: (repository) =>
    sealedDocuments(repository)
      .filter(({ object }) => isUnmanaged(object))
      .map((on) => lacking(on, MANAGED, [MANAGED])),
};

/** What the Secret will be annotated with. */
function annotationsOf(sealed: any): any {
  return field(sealed, TEMPLATE_ANNOTATIONS.join('.'));
}

/** Whether the template has an annotation as the controller reads it: the text "true". */
function says(sealed: any, annotation: string): boolean {
  return annotationsOf(sealed)?.[annotation] === 'true';
}

/** A template that lacks an annotation, and the annotations to add. */
function lacking(on: SealedDocument, annotation: string, added: readonly string[]): RepositoryViolation {
  const annotations = annotationsOf(on.object);
  const given = annotations?.[annotation];
  const isMisplaced = given === undefined && field(on.object, 'metadata.annotations')?.[annotation] !== undefined;
  return {
    on,
    path: [...TEMPLATE_ANNOTATIONS, annotation],
    given,
    allowed: 'the text "true"',
    ...(isMisplaced && {
      why: 'The annotation is on the SealedSecret itself, where the controller does not look for it: it belongs in the template.',
    }),
    edits: isMap(annotations)
      ? added.map((name) => ({ path: [...TEMPLATE_ANNOTATIONS, name], value: 'true' }))
      : [addition(on.object, TEMPLATE_ANNOTATIONS, Object.fromEntries(added.map((name) => [name, 'true'])))],
  };
}
