import type { ClusterBaseOptions } from '@pgplatform/cluster-base';
import type { ConfigProblem, PlatformRelease } from '@pgplatform/core';
import { type OperatorValuesOptions, PlatformAppProject } from '@pgplatform/operator-values';
import { DEFAULT_ENVIRONMENT_NAMES, defaultEnvironment } from './default-environments';
import type { PgPlatformProjectOptions, PlatformEnvironmentOptions } from './pg-platform-project-options';

/** The environments that the options ask for. */
export function environmentsOf(options: PgPlatformProjectOptions): PlatformEnvironmentOptions[] {
  return options.environments ?? (options.environmentNames ?? DEFAULT_ENVIRONMENT_NAMES).map(defaultEnvironment);
}

/** Where Argo CD reads the repository when nobody said. */
export function repoUrlOf(options: PgPlatformProjectOptions, name: string): string {
  return options.repoUrl ?? `https://git.example.com/${options.team}/${name}.git`;
}

/** The base's options: what the command line can say, under what is nested. */
export function clusterBaseOf(options: PgPlatformProjectOptions, release: PlatformRelease): ClusterBaseOptions {
  const nested = options.clusterBase ?? {};
  const { backup = {}, postgres = {} } = nested;
  const hasTarget =
    backup.bucket !== undefined || backup.s3 !== undefined || backup.azure !== undefined || backup.google !== undefined;
  return {
    storageClass: options.storageClass,
    ...nested,
    platformRelease: nested.platformRelease ?? release.id,
    // An image or a version says more than a major.
    postgres: postgres.image || postgres.version ? postgres : { major: options.postgresMajor, ...postgres },
    deletionProtection: nested.deletionProtection && {
      namespaces: environmentsOf(options).map((environment) => environment.namespace ?? `postgres-${environment.name}`),
      operatorNamespace: options.operatorValues?.namespace,
      ...nested.deletionProtection,
    },
    networkPolicy: nested.networkPolicy && { operatorNamespace: options.operatorValues?.namespace, ...nested.networkPolicy },
    backup: hasTarget || options.bucket === undefined ? backup : { ...backup, bucket: options.bucket },
  };
}

/** The operator's options. */
export function operatorValuesOf(options: PgPlatformProjectOptions, release: PlatformRelease): OperatorValuesOptions {
  const nested = options.operatorValues ?? {};
  return { argoCd: PlatformAppProject.charts(options.argoCd), ...nested, platformRelease: nested.platformRelease ?? release.id };
}

/** Options that contradict each other. */
export function contradictions(options: PgPlatformProjectOptions, release?: string): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (options.environmentNames && options.environments) {
    problems.push({
      code: 'ENVIRONMENTS_TWICE',
      path: 'environmentNames',
      message: 'Environments are named in environmentNames and described in environments.',
      fix: 'Keep environments, and remove environmentNames.',
    });
  }
  for (const [path, nested] of [
    ['clusterBase.platformRelease', options.clusterBase?.platformRelease],
    ['operatorValues.platformRelease', options.operatorValues?.platformRelease],
  ]) {
    if (nested !== undefined && nested !== release) {
      problems.push({
        code: 'RELEASE_MIXED',
        path: path ?? '',
        message: 'A repository is on one platform release.',
        given: nested,
        allowed: release,
        fix: 'Remove it here, and set platformRelease.',
      });
    }
  }
  return problems;
}
