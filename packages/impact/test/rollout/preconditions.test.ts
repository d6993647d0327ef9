import { PlatformRelease } from '@pgplatform/core';
import { preconditions } from '../../src';
import { model } from './models';

const SECRET = { name: 'backup', file: 'overlays/backup-sealed.yaml', source: 'sealed' };
const sealed = (source: string) => (environment: any) => {
  environment.secrets = [{ ...SECRET, source }];
};
const codes = (row: string, given: Parameters<typeof preconditions>[0], has = true) =>
  preconditions(given, PlatformRelease.of(row), () => has).map(({ code, path }) => `${code} ${path}`);

describe('a step waits', () => {
  test('for every secret that is to be sealed', () => {
    expect(codes('2026.02', model('2025.10', sealed('sealed')), false)).toEqual([
      'SECRET_UNSEALED environments.stage.secrets.backup',
      'SECRET_UNSEALED environments.prod.secrets.backup',
    ]);
    expect(codes('2026.02', model('2025.10', sealed('sealed')))).toEqual([]);
    expect(codes('2026.02', model('2025.10', sealed('existing')), false)).toEqual([]);
  });

  test('for cert-manager to be declared, before the plugin only', () => {
    expect(codes('2026.07-plugin', model('2026.07-image'))).toEqual([
      'CERT_MANAGER_UNDECLARED operatorValues.prerequisites.certManager',
    ]);
    expect(codes('2026.07-image', model('2026.07-roles'))).toEqual([]);
    const declared = { options: { operatorValues: { prerequisites: { certManager: 'existing' } } } };
    expect(codes('2026.07-plugin', model('2026.07-image', undefined, declared))).toEqual([]);
  });
});
