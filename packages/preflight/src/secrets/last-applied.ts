import { field } from '../repository/field';
import { kindOf, SEALED_SECRET, SECRET } from '../repository/kind';
import type { RepositoryRule } from '../repository/repository-rule';
import { Phase } from '../rule';
import { Severity } from '../severity';
import { documentsOf } from './secret-document';

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';
const PLACES = [
  ['metadata', 'annotations'],
  ['spec', 'template', 'metadata', 'annotations'],
];

/** SECRET-LAST-APPLIED: no copy of a Secret hides in an annotation. */
export const LAST_APPLIED: RepositoryRule = {
  id: 'SECRET-LAST-APPLIED',
  kinds: ['*'],
  phase: Phase.REPOSITORY,
  says: 'No object carries the last-applied annotation: on a secret it holds the plain text.',
  fix: 'Remove the annotation; rotate the value if the object was a Secret and was ever pushed.',
  source: 'https://github.com/bitnami-labs/sealed-secrets (kubeseal strips it)',
  check: (repository) =>
    documentsOf(repository).flatMap((on) =>
      PLACES.filter((place) => field(on.object, place.join('.'))?.[ANNOTATION] !== undefined).map((place) => {
        const path = [...place, ANNOTATION];
        const secret = [SECRET, SEALED_SECRET].includes(kindOf(on.object));
        return { on, path, severity: secret ? Severity.ERROR : Severity.WARNING, edits: [{ path }] };
      }),
    ),
};
