import { field } from '../repository/field';
import { CLUSTER } from '../repository/kind';
import type { RepositoryRule } from '../repository/repository-rule';
import { addition } from '../repository/sync-option';
import { Phase } from '../rule';
import { Severity } from '../severity';
import { sealedDocuments } from './secret-document';

const RELOAD = 'cnpg.io/reload';
const SKIP_OWNER = 'sealedsecrets.bitnami.com/skip-set-owner-references';

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
  fix: 'Annotate the template with sealedsecrets.bitnami.com/skip-set-owner-references: "true".',
  source: 'https://github.com/bitnami-labs/sealed-secrets#managing-existing-secrets',
  severity: Severity.WARNING,
  foreign: Severity.INFO,
  check: (repository) =>
    sealedDocuments(repository)
      .filter(({ namespace, object }) => {
        const annotations = field(object, 'spec.template.metadata.annotations') ?? {};
        return annotations[SKIP_OWNER] !== 'true' && repository.inNamespace(CLUSTER, namespace).length > 0;
      })
      .map((on) => {
        const path = ['spec', 'template', 'metadata', 'annotations', SKIP_OWNER];
        return { on, path, allowed: 'true', edits: [addition(on.object, path, 'true')] };
      }),
};
