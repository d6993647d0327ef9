import type { RepositoryRule } from '../repository/repository-rule';
import { Phase } from '../rule';

const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|AGE-SECRET-KEY-1[0-9A-Z]{20,}/;

/** SECRET-PRIVATE-KEY: no key stands in git. */
export const PRIVATE_KEY_TEXT: RepositoryRule = {
  id: 'SECRET-PRIVATE-KEY',
  kinds: ['*'],
  phase: Phase.REPOSITORY,
  says: 'No file holds a private key.',
  fix: 'Delete it, and replace the key pair: whoever can read the repository has it.',
  source: 'https://www.rfc-editor.org/rfc/rfc7468',
  check: (repository) =>
    (repository.input.files ?? []).flatMap(({ path: file, text = '' }) => {
      const at = text.search(PRIVATE_KEY);
      return at < 0 ? [] : [{ on: { object: undefined, file, line: text.slice(0, at).split('\n').length }, path: [] }];
    }),
};
