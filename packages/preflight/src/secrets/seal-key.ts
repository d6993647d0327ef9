import { plainText } from '@pgplatform/core';
import { field, isMap, items } from '../repository/field';

import type { RepositoryRule, RepositoryViolation } from '../repository/repository-rule';
import { Phase } from '../rule';
import { Severity } from '../severity';
import { declaredSecret } from './declared-secret';
import { sealedValue } from './sealed-value';
import { sealedDocuments } from './secret-document';

/** SEAL-KEYS: what is declared is sealed, and nothing else. */
export const SEAL_KEYS: RepositoryRule = {
  id: 'SEAL-KEYS',
  kinds: ['SealedSecret'],
  phase: Phase.REPOSITORY,
  says: 'A SealedSecret has the keys that its declaration lists.',
  fix: 'Seal the missing keys: pgplatform seal ENVIRONMENT NAME.',
  source: 'https://github.com/bitnami-labs/sealed-secrets',
  check: (repository) =>
    sealedDocuments(repository).flatMap((on): RepositoryViolation[] => {
      const declaration = declaredSecret(repository, on);
      if (!declaration) return [];
      const declared = items(declaration, 'keys').map(({ item }) => plainText(item.name));
      const sealed = Object.keys({ ...mapAt(on.object, 'spec.encryptedData'), ...mapAt(on.object, 'spec.template.data') });
      const at = (key: string) => ['spec', 'encryptedData', key];
      return [
        ...declared
          .filter((key) => !sealed.includes(key))
          .map((key) => ({ on, path: at(key), allowed: declared.join(', '), why: `The declared key ${key} is not sealed.` })),
        ...sealed
          .filter((key) => !declared.includes(key))
          .map((key) => ({
            on,
            path: at(key),
            given: key,
            allowed: declared.join(', '),
            severity: Severity.WARNING,
            why: `The key ${key} is declared nowhere.`,
          })),
      ];
    }),
};

/** SEAL-LENGTH: what is sealed is as long as it should be; the length shows through the seal. */
export const SEAL_LENGTH: RepositoryRule = {
  id: 'SEAL-LENGTH',
  kinds: ['SealedSecret'],
  phase: Phase.REPOSITORY,
  says: 'The plain text is as long as declared: a placeholder is shorter, and one byte more is usually a trailing newline.',
  fix: 'Seal the right value again.',
  source: 'sealed-secrets pkg/crypto/crypto.go (the ciphertext is as long as the plain text)',
  check: (repository) =>
    sealedDocuments(repository).flatMap((on) => {
      const keys = items(declaredSecret(repository, on), 'keys');
      const data = mapAt(on.object, 'spec.encryptedData');
      return Object.keys(data).flatMap((key) => {
        const { plainLength } = sealedValue(data[key]);
        const rule = keys.find(({ item }) => item.name === key)?.item ?? {};
        const least = rule.length ?? rule.minLength ?? 1;
        const most = rule.length ?? rule.maxLength ?? Number.POSITIVE_INFINITY;
        if (plainLength === undefined || (plainLength >= least && plainLength <= most)) return [];
        const allowed =
          least === most
            ? `${least} bytes`
            : most === Number.POSITIVE_INFINITY
              ? `at least ${least} bytes`
              : `${least} to ${most} bytes`;
        const newline = plainLength === most + 1 ? ' (a trailing newline?)' : '';
        return [{ on, path: ['spec', 'encryptedData', key], given: `${plainLength} bytes${newline}`, allowed }];
      });
    }),
};

function mapAt(object: any, way: string): Record<string, unknown> {
  const found = field(object, way);
  return isMap(found) ? found : {};
}
