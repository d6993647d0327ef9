import { field, isMap } from '../repository/field';

import type { Repository } from '../repository/repository';
import type { RepositoryRule, RepositoryViolation } from '../repository/repository-rule';
import { Phase } from '../rule';
import { sealedValue } from './sealed-value';
import { sealedDocuments } from './secret-document';

const UPSTREAM = 'sealed-secrets pkg/crypto/crypto.go';
const FIX = 'Seal the value: pgplatform seal ENVIRONMENT NAME.';

const valueRule = (id: string, problem: 'base64' | 'header', says: string): RepositoryRule => ({
  id,
  kinds: ['SealedSecret'],
  phase: Phase.REPOSITORY,
  says,
  fix: FIX,
  source: UPSTREAM,
  check: (repository) =>
    valuesOf(repository)
      .filter(({ value }) => sealedValue(value).problem === problem)
      .map(({ violation }) => violation),
});

/** SEAL-BASE64: what is sealed is base64. */
export const SEAL_BASE64 = valueRule(
  'SEAL-BASE64',
  'base64',
  'Every entry of encryptedData is base64 text; a placeholder or another type never becomes a Secret.',
);

/** SEAL-HEADER: what is base64 is sealed. */
export const SEAL_HEADER = valueRule(
  'SEAL-HEADER',
  'header',
  'Every entry of encryptedData starts like a sealed value (AgA for RSA-4096) and is as long as one.',
);

/** The entries of every SealedSecret; values are not shown, for somebody may have pasted a plain one. */
function valuesOf(repository: Repository): { value: unknown; violation: RepositoryViolation }[] {
  return sealedDocuments(repository).flatMap((on) => {
    const data = field(on.object, 'spec.encryptedData');
    return Object.keys(isMap(data) ? data : {}).map((key) => ({
      value: data[key],
      violation: {
        on,
        path: ['spec', 'encryptedData', key],
        given: typeof data[key] === 'string' ? `${data[key].length} characters` : typeof data[key],
      },
    }));
  });
}
