import { type EnvironmentOptions, EnvironmentOverlay } from '../src';

function found(environments: EnvironmentOptions[], destinations?: string[]): string[] {
  return EnvironmentOverlay.validateAll(environments, destinations).map(({ code, path }) => `${code} ${path}`);
}

test('environments with names of their own share nothing', () => {
  expect(found([{ name: 'stage' }, { name: 'prod' }])).toEqual([]);
});

test('two environments of one name are found, and nothing that follows from it', () => {
  expect(found([{ name: 'prod' }, { name: 'stage' }, { name: 'prod' }])).toEqual(['ENVIRONMENT_DUPLICATE environments[2].name']);
});

test('two environments in one namespace are found, unless they are in different Kubernetes clusters', () => {
  const environments = [{ name: 'stage' }, { name: 'prod', namespace: 'postgres-stage' }];
  expect(found(environments)).toEqual(['NAMESPACE_SHARED environments.prod.namespace']);
  expect(found(environments, ['one', 'one'])).toEqual(['NAMESPACE_SHARED environments.prod.namespace']);
  expect(found(environments, ['one', 'other'])).toEqual([]);
});

test('two environments with one archive path are found, unless their backups have different names', () => {
  const shared = { name: 'prod', backupPath: 'postgres-stage' };
  expect(found([{ name: 'stage' }, shared], ['one', 'other'])).toEqual(['ARCHIVE_PATH_SHARED environments.prod.backupPath']);
  expect(found([{ name: 'stage' }, { ...shared, serverName: 'prod' }])).toEqual([]);
});

test('a server name that is the name of the Cluster is the same archive as none', () => {
  const environments = [{ name: 'stage' }, { name: 'prod', backupPath: 'postgres-stage', serverName: 'orders' }];
  const problems = EnvironmentOverlay.validateAll(environments, [], 'environments', 'orders');
  expect(problems.map(({ code }) => code)).toEqual(['ARCHIVE_PATH_SHARED']);
});

test('the problem names both environments', () => {
  expect(EnvironmentOverlay.validateAll([{ name: 'stage' }, { name: 'prod', namespace: 'postgres-stage' }])[0]).toMatchObject({
    message: expect.stringContaining('stage'),
    given: 'postgres-stage',
  });
});
