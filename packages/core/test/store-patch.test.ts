import { StorePatch } from '../src';

test('a patch may set anything but where the backups are', () => {
  expect(StorePatch.validate(undefined, 'storePatch')).toEqual([]);
  expect(StorePatch.validate({ wal: { maxParallel: 8, encryption: null }, tags: { team: 'a' } }, 'storePatch')).toEqual([]);
  expect(
    StorePatch.validate({ destinationPath: 's3://other', serverName: null }, 'backup.storePatch').map(({ code, path }) => [
      code,
      path,
    ]),
  ).toEqual([
    ['STORE_PATCH_OPTION', 'backup.storePatch.destinationPath'],
    ['STORE_PATCH_OPTION', 'backup.storePatch.serverName'],
  ]);
});

test.each([[null], [[]], ['wal'], [3]])('%j is no patch', (patch) => {
  expect(StorePatch.validate(patch, 'storePatch').map(({ code }) => code)).toEqual(['STORE_PATCH_TYPE']);
});
