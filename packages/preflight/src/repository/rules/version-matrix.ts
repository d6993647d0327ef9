import { operatorSupport, postgresEndOfLife } from '@pgplatform/facts';
import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { imageOf } from '../cluster-image';
import { CLUSTER } from '../kind';
import type { Repository } from '../repository';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';

/** P-16: operator, PostgreSQL and Kubernetes go together and are supported. */
export const VERSION_MATRIX: RepositoryRule = {
  id: 'P-16',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'The operator supports the PostgreSQL major and the Kubernetes version, and all of them still get fixes.',
  fix: 'Move to a supported version.',
  source: 'cloudnative-pg docs/src/supported_releases.md; https://www.postgresql.org/support/versioning/',
  severity: Severity.WARNING,
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) => [
      ...postgres(repository, imageOf(repository, on)?.major).map((problem) => ({
        ...problem,
        on,
        path: ['spec', 'imageName'],
      })),
      ...operator(repository).map((problem) => ({ ...problem, on, path: ['apiVersion'] })),
    ]),
};

type Problem = Omit<RepositoryViolation, 'on' | 'path'>;

function postgres({ input }: Repository, major: number | undefined): Problem[] {
  const support = operatorSupport(input.operatorVersion);
  if (major === undefined) return [];
  if (support && (major < support.postgres[0] || major > support.postgres[1])) {
    const [from, to] = support.postgres;
    return [
      {
        given: major,
        allowed: `${from} to ${to}`,
        why: `Operator ${input.operatorVersion} does not support PostgreSQL ${major}.`,
        severity: Severity.ERROR,
      },
    ];
  }
  const end = postgresEndOfLife(major);
  return end && input.today && input.today > end
    ? [{ given: major, why: `PostgreSQL ${major} has had no fixes since ${end}.` }]
    : [];
}

function operator({ input }: Repository): Problem[] {
  const support = operatorSupport(input.operatorVersion);
  if (!support) return [];
  const problems: Problem[] = [];
  if (input.today && input.today > support.endOfLife) {
    problems.push({
      given: input.operatorVersion,
      why: `Operator ${support.minor} has had no fixes since ${support.endOfLife}.`,
    });
  }
  const kubernetes = Number(/^v?1\.(\d+)/.exec(input.kubernetesVersion ?? '')?.[1] ?? Number.NaN);
  const [from, to] = support.tested;
  if (kubernetes < from || kubernetes > to) {
    problems.push({
      given: input.kubernetesVersion,
      allowed: `1.${from} to 1.${to}`,
      why: `Operator ${support.minor} is not tested with Kubernetes 1.${kubernetes}.`,
    });
  }
  return problems;
}
