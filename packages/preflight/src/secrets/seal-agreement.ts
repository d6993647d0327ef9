import { field, text } from '../repository/field';
import { SEALED_SECRET } from '../repository/kind';
import type { RepositoryRule } from '../repository/repository-rule';
import { Phase } from '../rule';
import { declaredSecret } from './declared-secret';
import { scopeIn } from './seal-scope';

/** SEAL-NAME: a sealed value is where it was sealed for. */
export const SEAL_NAME: RepositoryRule = {
  id: 'SEAL-NAME',
  kinds: ['SealedSecret'],
  phase: Phase.REPOSITORY,
  says: 'Name and namespace as built are those that the value was sealed for; the controller cannot open it elsewhere.',
  fix: 'Seal it again for this name and namespace; do not move or copy sealed files.',
  source: 'sealed-secrets pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go (EncryptionLabel)',
  check: (repository) =>
    repository.ofKind(SEALED_SECRET).flatMap((on) => {
      const scope = scopeIn(on.object.metadata);
      const bound = scope === 'strict' ? ['name', 'namespace'] : scope === 'namespace-wide' ? ['namespace'] : [];
      return bound.flatMap((name) => {
        // The template keeps what the file was sealed with; Kustomize changes the metadata only.
        const sealedFor = text(on.object, `spec.template.metadata.${name}`);
        const built = name === 'namespace' ? on.namespace : on.name;
        return sealedFor !== undefined && sealedFor !== built
          ? [
              {
                on,
                path: ['metadata', name],
                given: built,
                allowed: sealedFor,
                why: `It was sealed for the ${name} ${sealedFor}, and is built with ${built || 'none'}.`,
              },
            ]
          : [];
      });
    }),
};

/** SEAL-SCOPE: the scope is where the controller reads it, and is the declared one. */
export const SEAL_SCOPE: RepositoryRule = {
  id: 'SEAL-SCOPE',
  kinds: ['SealedSecret'],
  phase: Phase.REPOSITORY,
  says: 'The scope annotation is on the SealedSecret itself and says what was declared; the controller reads it nowhere else.',
  fix: 'Put the annotation of the scope it was sealed with into metadata.annotations, or seal it again.',
  source: 'sealed-secrets pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go',
  check: (repository) =>
    repository.ofKind(SEALED_SECRET).flatMap((on) => {
      const scope = scopeIn(on.object.metadata);
      const inTemplate = scopeIn(field(on.object, 'spec.template.metadata'));
      const declared = declaredSecret(repository, on)?.scope;
      const wanted = typeof declared === 'string' ? declared : inTemplate === 'strict' ? scope : inTemplate;
      return wanted !== scope ? [{ on, path: ['metadata', 'annotations'], given: scope, allowed: wanted }] : [];
    }),
};
