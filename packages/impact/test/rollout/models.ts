import { type ModelEnvironment, type PlatformModel, PlatformRelease } from '@pgplatform/core';
import type { Effect, ImpactReport } from '../../src';

const NAMES = ['stage', 'prod'];

/** A model on a row of the release table, with two environments; `change` changes each of them. */
export function model(
  row: string,
  change: (environment: any) => void = () => {},
  top: Partial<PlatformModel> = {},
): PlatformModel {
  const release = PlatformRelease.of(row);
  const environments = NAMES.map((name) => {
    const environment = {
      name,
      namespace: `postgres-${name}`,
      cluster: 'postgres-shared',
      destinationPath: `s3://backups/postgres-${name}`,
      image: { reference: String(release.image({ major: 17, debian: 'bookworm' })), major: 17, debian: 'bookworm' },
      serverNames: ['postgres-shared'],
      secrets: [],
    };
    change(environment);
    return environment as unknown as ModelEnvironment;
  });
  return {
    packageVersion: '0.2.0',
    platformRelease: row,
    operator: { version: release.operatorVersion, namespace: 'cnpg-system', deployment: 'cnpg-cloudnative-pg' },
    backupMethod: release.backupMethod,
    databases: [{ environment: 'prod' }],
    options: { environments: NAMES.map((name) => ({ name })) },
    environments,
    ...top,
  } as unknown as PlatformModel;
}

/** The same with other options of each environment. */
export function withOptions(model: PlatformModel, options: object): PlatformModel {
  return { ...model, options: { environments: NAMES.map((name) => ({ name, ...options })) } };
}

/** A report with one verdict on all. */
export function report(worst: Effect = 'none'): ImpactReport {
  return { worst, databases: [{ verdict: worst, effects: [worst] }], applications: [] } as unknown as ImpactReport;
}
