import { plainText } from '@pgplatform/core';
import { endlessRestarts } from '../../endless-restart';
import { Judge, Phase } from '../../rule';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-51: nothing in a Cluster looks changed to the operator for ever. */
export const ENDLESS_RESTART: RepositoryRule = {
  id: 'P-51',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  judge: Judge.PGPLATFORM,
  says: 'What the operator compares of a Pod is the same after it was stored: otherwise it replaces the Pod without end.',
  fix: 'Remove the empty list or map.',
  source:
    'cloudnative-pg internal/controller/cluster_upgrade.go checkProjectedVolumeIsOutdated, pkg/specs/podspec_diff.go ComparePodSpecs',
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) =>
      endlessRestarts(on.object).map(({ path, why, value }) => ({
        on,
        path,
        why,
        edits: [value === undefined ? { path } : { path, value }],
        ...(value !== undefined && {
          allowed: plainText(value),
          fix: `Write ${path[path.length - 1]}: ${value}, which is what the API server fills in.`,
        }),
      })),
    ),
};
