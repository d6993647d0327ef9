import { Phase } from '../../rule';
import { Severity } from '../../severity';
import type { Application, ApplicationSource } from '../application';
import { OPERATOR_CHART, PLUGIN_CHART } from '../operator-chart';
import { Repository } from '../repository';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';
import { addition } from '../sync-option';

/** P-30: the Helm release of the operator has one name for ever. */
export const RELEASE_NAME: RepositoryRule = {
  id: 'P-30',
  kinds: ['Application', 'ApplicationSet'],
  phase: Phase.REPOSITORY,
  says: 'releaseName is written down and never changes: another name is a second operator beside the first.',
  fix: 'Set spec.source.helm.releaseName to the name in use; without one it is the name of the Application.',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-release-name',
  foreign: Severity.INFO,
  check: (repository) => {
    const before = new Map(
      repository.input.previous ? releases(new Repository(repository.input.previous)).map(({ key, name }) => [key, name]) : [],
    );
    return releases(repository).flatMap(({ key, name, application, source }): RepositoryViolation[] => {
      const path = [...source.at, 'helm', 'releaseName'];
      const old = before.get(key);
      if (old !== undefined && old !== name) {
        return [
          {
            on: application.on,
            path,
            given: name,
            allowed: old,
            why: `The release was ${old}; another name installs a second operator.`,
            severity: Severity.ERROR,
          },
        ];
      }
      if (source.releaseName !== undefined) return [];
      return [
        {
          on: application.on,
          path,
          allowed: name,
          why: `Without it the release is named after the Application (${name}), and renaming that installs a second operator.`,
          edits: [addition(application.on.object, path, name)],
        },
      ];
    });
  },
};

interface Release {
  readonly key: string;
  readonly name: string;
  readonly application: Application;
  readonly source: ApplicationSource;
}

function releases(repository: Repository): Release[] {
  return repository.applications.flatMap((application) =>
    application.sources
      .filter(({ chart }) => chart === OPERATOR_CHART || chart === PLUGIN_CHART)
      .map((source) => ({
        key: JSON.stringify([application.destination, source.chart]),
        name: source.releaseName ?? application.name,
        application,
        source,
      })),
  );
}
