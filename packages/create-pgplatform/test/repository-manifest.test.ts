import { repositoryDependencies } from '../src/repository-dependencies';

describe('repositoryDependencies', () => {
  test('pins everything of ours to the version of this package, and projen exactly', () => {
    const { version } = require('../package.json');
    const dependencies = repositoryDependencies();
    expect([dependencies.pgplatform, dependencies['@pgplatform/cli'], dependencies['@pgplatform/core']]).toEqual([
      version,
      version,
      version,
    ]);
    expect(dependencies.projen).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('are sorted as npm sorts them, so that an install changes nothing', () => {
    const names = Object.keys(repositoryDependencies());
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
  });
});
