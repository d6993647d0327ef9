import { hasSince } from '@pgplatform/facts';
import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-39: the operator has the fixes that a shared cluster needs. */
export const SECURITY_FLOOR: RepositoryRule = {
  id: 'P-39',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'The operator has the fixes of CVE-2026-55769 and CVE-2026-55765: without them the owner of a database can become superuser.',
  fix: 'Upgrade the operator to 1.30.0 (chart 0.29.0) or later, step by step.',
  source: 'cloudnative-pg docs/src/release_notes/v1.30.md',
  severity: Severity.WARNING,
  check: (repository) => {
    const { operatorVersion } = repository.input;
    return hasSince(operatorVersion, ['1.28.4', '1.29.2', '1.30.0'])
      ? []
      : repository
          .ofKind(CLUSTER)
          .map((on) => ({ on, path: ['apiVersion'], given: operatorVersion, allowed: '1.28.4, 1.29.2, 1.30.0 or later' }));
  },
};
