import { items } from '../repository/field';
import { joined } from '../repository/folder';
import { takingPart } from '../repository/kustomization';
import type { Repository } from '../repository/repository';
import type { RepositoryRule, RepositoryViolation } from '../repository/repository-rule';
import { Phase } from '../rule';
import { Severity } from '../severity';

/** SEAL-MISSING: what is declared is sealed. */
export const SEAL_MISSING: RepositoryRule = {
  id: 'SEAL-MISSING',
  kinds: ['SealedSecret'],
  phase: Phase.REPOSITORY,
  says: 'The sealed file of every declared secret is there; until it is, the overlay does not build and nothing is deployed.',
  fix: 'Seal it: pgplatform seal ENVIRONMENT NAME (before that, once: pgplatform cert pin ENVIRONMENT).',
  source: 'https://github.com/bitnami-labs/sealed-secrets',
  check: (repository) => [...declared(repository), ...listed(repository)],
};

/** What the model declares as sealed. */
function declared(repository: Repository): RepositoryViolation[] {
  const { model, files } = repository.input;
  if (!files) return [];
  return items(model, 'environments').flatMap(({ item: environment }) =>
    items(environment, 'secrets')
      .map(({ item }) => item)
      .filter(({ source, file }) => source === 'sealed' && typeof file === 'string' && !repository.hasFile(joined('', file)))
      .map(({ file, name, namespace }) => {
        const pinned = environment.certificate !== undefined;
        return {
          on: { object: { kind: 'SealedSecret', metadata: { name, namespace } }, file },
          path: [],
          severity: pinned ? Severity.ERROR : Severity.WARNING,
          why: `${file} is not there${pinned ? ': the overlay does not build' : ', and no certificate is pinned yet to seal it with'}.`,
        };
      }),
  );
}

/** Without a model: sealed files that an overlay lists and that are not there. */
function listed(repository: Repository): RepositoryViolation[] {
  if (repository.generated || !repository.input.files) return [];
  const inUse = new Set(repository.input.builds.flatMap(({ path }) => takingPart(repository.kustomizations, path)));
  return [...inUse].flatMap((on) =>
    (Array.isArray(on.object.resources) ? on.object.resources : []).flatMap((entry: unknown, index: number) =>
      typeof entry === 'string' && /seal[^/]*\.ya?ml$/i.test(entry) && !repository.hasFile(joined(on.path, entry))
        ? [
            {
              on,
              path: ['resources', index],
              given: entry,
              severity: Severity.WARNING,
              why: `${entry} is not there: the overlay does not build.`,
            },
          ]
        : [],
    ),
  );
}
