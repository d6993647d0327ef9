import { plainText } from '@pgplatform/core';
import { items } from '../repository/field';
import { joined } from '../repository/folder';
import type { RepositoryRule, RepositoryViolation } from '../repository/repository-rule';
import { Phase } from '../rule';
import { Severity } from '../severity';

/** SECRET-GENERATOR: no generator holds the values it makes Secrets of. */
export const SECRET_GENERATOR: RepositoryRule = {
  id: 'SECRET-GENERATOR',
  kinds: ['Kustomization'],
  phase: Phase.REPOSITORY,
  says: 'No secretGenerator has literals: they are plain text in git.',
  fix: 'Seal the Secret, and rotate the value if it was ever pushed.',
  source: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/secretgenerator/',
  check: (repository) =>
    repository.kustomizations.flatMap((on) =>
      items(on.object, 'secretGenerator').flatMap(({ item, path }): RepositoryViolation[] => {
        const list = (name: string): unknown[] => (Array.isArray(item[name]) ? item[name] : []);
        const names = list('literals').map((literal) => plainText(literal).split('=')[0]);
        const committed = [...list('files'), ...list('envs'), item.env]
          .map((entry) => plainText(entry).split('=').pop() ?? '')
          .filter((file) => repository.hasFile(joined(on.path, file)));
        return [
          ...(names.length > 0 ? [{ on, path: [...path, 'literals'], given: `keys ${names.join(', ')}` }] : []),
          ...committed.map((file) => ({
            on,
            path,
            given: file,
            severity: Severity.WARNING,
            why: `${file} is in git: whatever it holds is plain text there.`,
          })),
        ];
      }),
    ),
};
