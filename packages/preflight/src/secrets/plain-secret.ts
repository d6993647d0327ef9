import { isMap } from '../repository/field';
import { kindOf, SECRET } from '../repository/kind';
import type { RepositoryRule } from '../repository/repository-rule';
import { Phase } from '../rule';
import { documentsOf } from './secret-document';

/** SECRET-PLAIN: no Secret stands in git. */
export const PLAIN_SECRET: RepositoryRule = {
  id: 'SECRET-PLAIN',
  kinds: ['Secret'],
  phase: Phase.REPOSITORY,
  says: 'No file holds a Secret with data: base64 is no encryption, and git forgets nothing.',
  fix: 'Seal it, delete the file, and rotate the value where it comes from if it was ever pushed.',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#information-security-for-secrets',
  check: (repository) =>
    documentsOf(repository)
      .filter(({ object }) => kindOf(object) === SECRET)
      .flatMap((on) =>
        ['data', 'stringData']
          .filter((name) => isMap(on.object[name]) && Object.keys(on.object[name]).length > 0)
          .map((name) => ({ on, path: [name], given: `keys ${Object.keys(on.object[name]).join(', ')}` })),
      ),
};
