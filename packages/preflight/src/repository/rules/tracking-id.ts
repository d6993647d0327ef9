import { Phase } from '../../rule';
import { field } from '../field';
import type { RepositoryRule } from '../repository-rule';

const TRACKERS = [
  ['annotations', 'argocd.argoproj.io/tracking-id'],
  ['labels', 'app.kubernetes.io/instance'],
] as const;

/** P-25: Argo CD does not own the namespace. */
export const TRACKING_ID: RepositoryRule = {
  id: 'P-25',
  kinds: ['Application', 'ApplicationSet'],
  phase: Phase.REPOSITORY,
  says: 'managedNamespaceMetadata holds no tracking id: with it Argo CD owns the namespace, and prunes it with every database in it.',
  fix: 'Remove it.',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#namespace-metadata',
  check: (repository) =>
    repository.applications.flatMap((application) =>
      TRACKERS.filter(
        ([map, name]) => field(application.spec, `syncPolicy.managedNamespaceMetadata.${map}`)?.[name] !== undefined,
      ).map(([map, name]) => {
        const path = [...application.at, 'spec', 'syncPolicy', 'managedNamespaceMetadata', map, name];
        return { on: application.on, path, given: name, edits: [{ path }] };
      }),
    ),
};
