import type { ConfigProblem } from '@pgplatform/core';
import { backupPathOf, type EnvironmentOptions, namespaceOf } from './environment-options';

/** What two environments may not have in common; `destinations` are their Kubernetes clusters, in the same order. */
export function duplicateProblems(
  environments: EnvironmentOptions[],
  destinations: string[],
  clusterName: string,
  path: string,
): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const unique = (key: (index: number) => string, problem: (index: number, first: EnvironmentOptions) => ConfigProblem) => {
    const seen = new Map<string, EnvironmentOptions>();
    environments.forEach((environment, index) => {
      const first = seen.get(key(index));
      if (first) {
        problems.push(problem(index, first));
      } else {
        seen.set(key(index), environment);
      }
    });
  };
  unique(
    (index) => environments[index].name,
    (index) => ({
      code: 'ENVIRONMENT_DUPLICATE',
      path: `${path}[${index}].name`,
      message: 'Two environments have one name.',
      given: environments[index].name,
      allowed: 'every name once',
      fix: 'Rename or remove one.',
    }),
  );
  const distinct = environments.filter(
    (environment, index) => environments.findIndex((e) => e.name === environment.name) === index,
  );
  if (distinct.length < environments.length) {
    return problems;
  }
  unique(
    (index) => `${destinations[index] ?? ''} ${namespaceOf(environments[index])}`,
    (index, first) => ({
      code: 'NAMESPACE_SHARED',
      path: `${path}.${environments[index].name}.namespace`,
      message: `${first.name} is in this namespace of the same Kubernetes cluster: both would own one Cluster.`,
      given: namespaceOf(environments[index]),
      allowed: 'a namespace of its own',
      fix: 'Choose another namespace, or another destination.',
    }),
  );
  unique(
    (index) => `${backupPathOf(environments[index])} ${environments[index].serverName ?? clusterName}`,
    (index, first) => ({
      code: 'ARCHIVE_PATH_SHARED',
      path: `${path}.${environments[index].name}.backupPath`,
      message: `${first.name} archives there under the same name: each would corrupt the archive of the other.`,
      given: backupPathOf(environments[index]),
      allowed: 'a path of its own, or another serverName',
      fix: 'Choose another backupPath.',
    }),
  );
  return problems;
}
