import { Phase } from '../../rule';
import { folder } from '../folder';
import type { Repository } from '../repository';
import type { RepositoryRule } from '../repository-rule';

/** P-33: the folder that an Application points at is there. */
export const APPLICATION_PATH: RepositoryRule = {
  id: 'P-33',
  kinds: ['Application', 'ApplicationSet'],
  phase: Phase.REPOSITORY,
  says: 'The path of an Application is a folder of the repository.',
  fix: 'Correct the path, or add the folder.',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/',
  check: (repository) => {
    const exists = folders(repository);
    const ours = ownUrls(repository, exists);
    return repository.applications.flatMap((application) =>
      application.sources
        .filter(({ path, repoUrl }) => path !== undefined && !path.includes('{{') && ours.has(repoUrl) && !exists.has(path))
        .map(({ at, path, repoUrl }) => ({
          on: application.on,
          path: [...at, 'path'],
          given: path,
          why: `${application.name} points at ${path}, which is not in ${repoUrl}.`,
        })),
    );
  },
};

/** Every folder that has something in it. */
function folders({ input }: Repository): Set<string> {
  const found = new Set(['']);
  const add = (path: string) => {
    const parts = folder(path).split('/');
    parts.forEach((_, index) => {
      found.add(parts.slice(0, index + 1).join('/'));
    });
  };
  for (const { path } of input.builds) add(path);
  for (const { path } of input.files ?? []) add(path.replace(/[^/]*$/, ''));
  return found;
}

/** The repository's URL as Applications write it: the one we are told, or those with a path that is here. */
function ownUrls({ input, applications }: Repository, exists: Set<string>): Set<string> {
  const told = input.repoUrl ?? input.model?.repoUrl;
  if (typeof told === 'string') return new Set([told]);
  const sources = applications.flatMap((application) => application.sources);
  return new Set(sources.filter(({ path }) => path && exists.has(path)).map(({ repoUrl }) => repoUrl));
}
