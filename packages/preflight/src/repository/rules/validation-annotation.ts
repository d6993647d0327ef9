import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field } from '../field';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

const ANNOTATION = 'cnpg.io/validation';

/** P-20: the operator's validation is not switched off. */
export const VALIDATION_ANNOTATION: RepositoryRule = {
  id: 'P-20',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'The operator checks the Cluster; switched off, a mistake reaches the running database.',
  fix: 'Remove the annotation.',
  source: 'cloudnative-pg internal/webhook/v1/cluster_webhook.go',
  foreign: Severity.WARNING,
  check: (repository) =>
    repository
      .ofKind(CLUSTER)
      .filter(({ object }) => field(object, 'metadata.annotations')?.[ANNOTATION] === 'disabled')
      .map((on) => {
        const path = ['metadata', 'annotations', ANNOTATION];
        return { on, path, given: 'disabled', edits: [{ path }] };
      }),
};
