import { ClusterBase, type ClusterBaseOptions } from '@pgplatform/cluster-base';
import { type ConfigProblem, isConfigError, PlatformRelease } from '@pgplatform/core';
import { EnvironmentOverlay, ProductDatabases } from '@pgplatform/environment-overlays';
import { OperatorValues } from '@pgplatform/operator-values';
import { DeclaredSecret, SecretSource } from '@pgplatform/sealed-secrets';
import { App, Chart } from 'cdk8s';
import { destinationId } from './destinations';
import type { PgPlatformProjectOptions, PlatformEnvironmentOptions } from './pg-platform-project-options';
import { clusterBaseOf, environmentsOf, operatorValuesOf } from './platform-options';
import { newRepositoryProblems } from './release-rules';

/**
 * Everything that is wrong with options that have the shape, from every package, at once.
 *
 * @param options the options, read through PLATFORM_SHAPE and `continued`
 * @param isNew whether there is no earlier synthesis
 */
export function checkPlatform(options: PgPlatformProjectOptions, isNew: boolean): ConfigProblem[] {
  const release = attempt(() =>
    options.platformRelease ? PlatformRelease.of(options.platformRelease) : PlatformRelease.latest(),
  );
  const known = release.value ?? PlatformRelease.latest();
  const baseOptions = clusterBaseOf(options, known);
  const baseProblems = ClusterBase.validate(baseOptions, 'clusterBase');
  const base = usableBase(baseOptions, baseProblems, known).ref;
  const environments = environmentsOf(options);
  return [
    ...release.problems,
    ...(isNew ? newRepositoryProblems(known, options.acceptInsecureRelease ?? false) : []),
    ...OperatorValues.validate(operatorValuesOf(options, known), 'operatorValues'),
    ...baseProblems,
    ...noEnvironments(environments),
    ...EnvironmentOverlay.validateAll(environments, environments.map(destinationId), 'environments', base.name),
    ...environments.flatMap((environment) => [
      ...EnvironmentOverlay.validate({ base, environment }, `environments.${environment.name}`),
      ...secretProblems(environment),
    ]),
    ...ProductDatabases.validate({ base, environments: distinct(environments), products: options.products ?? [] }, 'products'),
  ];
}

/** The base without the options that are wrong, so that what builds on it can be judged too. */
function usableBase(options: ClusterBaseOptions, problems: ConfigProblem[], release: PlatformRelease): ClusterBase {
  const wrong = new Set(problems.map((problem) => problem.path.split(/[.[]/)[1]));
  const right = Object.fromEntries(Object.entries(options).filter(([name]) => !wrong.has(name)));
  const scope = new Chart(new App(), 'check');
  return (
    attempt(() => new ClusterBase(scope, 'base', right)).value ??
    new ClusterBase(scope, 'default', { platformRelease: release.id })
  );
}

/** The first environment of each name. */
function distinct(environments: PlatformEnvironmentOptions[]): PlatformEnvironmentOptions[] {
  return [...new Map(environments.map((environment) => [environment.name, environment])).values()];
}

function noEnvironments(environments: PlatformEnvironmentOptions[]): ConfigProblem[] {
  return environments.length > 0
    ? []
    : [
        {
          code: 'ENVIRONMENTS_MISSING',
          path: 'environments',
          message: 'A platform has at least one environment.',
          fix: 'Add one, or leave the option out.',
        },
      ];
}

function secretProblems(environment: PlatformEnvironmentOptions): ConfigProblem[] {
  const path = `environments.${environment.name}`;
  const problems = (environment.secrets ?? []).flatMap((secret) =>
    attempt(() => new DeclaredSecret(secret)).problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` })),
  );
  if (environment.secretSource === SecretSource.EXTERNAL && !environment.externalStore) {
    problems.push({
      code: 'EXTERNAL_STORE_MISSING',
      path: `${path}.externalStore`,
      message: 'Secrets of this environment come from a store, and none is named.',
      fix: "Set externalStore: { name: '…' }.",
    });
  }
  return problems;
}

/** The value of a function, or the problems it threw. */
function attempt<T>(make: () => T): { readonly value?: T; readonly problems: ConfigProblem[] } {
  try {
    return { value: make(), problems: [] };
  } catch (error) {
    if (isConfigError(error)) {
      return { problems: error.problems };
    }
    throw error;
  }
}
