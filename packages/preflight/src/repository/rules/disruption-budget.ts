import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field } from '../field';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-14: a disruption budget where it helps, none where it only blocks. */
export const DISRUPTION_BUDGET: RepositoryRule = {
  id: 'P-14',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'enablePDB is off with one instance, where the budget blocks every node drain, and on with more.',
  fix: 'Set spec.enablePDB to match the number of instances.',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/2570',
  severity: Severity.WARNING,
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) => {
      const single = (field(on.object, 'spec.instances') ?? 1) === 1;
      const enabled = field(on.object, 'spec.enablePDB') !== false;
      const maintenance = field(on.object, 'spec.nodeMaintenanceWindow.inProgress') === true;
      const path = ['spec', 'enablePDB'];
      if (single !== enabled || maintenance) return [];
      return single
        ? [
            {
              on,
              path,
              given: enabled,
              allowed: 'false with one instance',
              severity: repository.generated ? Severity.WARNING : Severity.INFO,
              edits: [{ path, value: false }],
            },
          ]
        : [{ on, path, given: enabled, allowed: 'true with more than one instance', edits: [{ path, value: true }] }];
    }),
};
