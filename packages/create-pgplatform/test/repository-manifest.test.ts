import { repositoryManifest } from '../src/repository-manifest';

describe('repositoryManifest', () => {
  test('pins everything of ours to the version of this package, and projen exactly', () => {
    const { version } = require('../package.json');
    const { devDependencies } = repositoryManifest('payments-db');
    expect([devDependencies.pgplatform, devDependencies['@pgplatform/cli'], devDependencies['@pgplatform/core']]).toEqual([
      version,
      version,
      version,
    ]);
    expect(devDependencies.projen).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('lists packages as npm sorts them, so that an install changes nothing', () => {
    const names = Object.keys(repositoryManifest('payments-db').devDependencies);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
  });

  test.each([
    ['payments-db', 'payments-db'],
    ['Payments DB', 'payments-db'],
    ['.db', 'db'],
    ['ü', 'pgplatform-repository'],
  ])('a directory %s gives the npm name %s', (directory, name) => {
    expect(repositoryManifest(directory).name).toBe(name);
  });
});
