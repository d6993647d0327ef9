import { LockFiles } from '../src/lock-file';
import { fakeNpm } from './plan/fake-npm';

const manifest = (name: string, version = '1.0.0') =>
  `${JSON.stringify({ name, devDependencies: { yaml: version } }, undefined, 2)}\n`;
const lock = (name: string) => `${JSON.stringify({ name, packages: { '': { name } } }, undefined, 2)}\n`;

async function withLocks<T>(use: (locks: LockFiles, calls: ReturnType<typeof fakeNpm>['calls']) => Promise<T>): Promise<T> {
  const npm = fakeNpm();
  const locks = new LockFiles(npm.env);
  try {
    return await use(locks, npm.calls);
  } finally {
    locks.close();
  }
}

test('repositories that differ in their names alone share an answer, each under its own name', async () => {
  await withLocks(async (locks, calls) => {
    const made = await Promise.all(['a', 'b', 'c'].map((name) => locks.lockFor({ manifest: manifest(name), old: lock(name) })));
    expect(made.map((text) => JSON.parse(text).packages[''].name)).toEqual(['a', 'b', 'c']);
    expect(made.map((text) => text.replaceAll(/"name": "[abc]"/g, ''))).toEqual(Array(3).fill(expect.stringContaining('yaml')));
    expect(new Set(made.map((text) => text.replaceAll(/"name": "[abc]"/g, ''))).size).toBe(1);
    expect(calls()).toHaveLength(1);
    await locks.lockFor({ manifest: manifest('d'), old: lock('d') });
    expect({ runs: locks.runs, calls: calls().length }).toEqual({ runs: 1, calls: 1 });
  });
});

test.each([
  ['package.json', { manifest: manifest('a', '2.0.0'), old: lock('a') }],
  ['the old lock', { manifest: manifest('a'), old: undefined }],
])('another %s is another question', async (_, other) => {
  await withLocks(async (locks, calls) => {
    await locks.lockFor({ manifest: manifest('a'), old: lock('a') });
    await locks.lockFor(other);
    expect(calls()).toHaveLength(2);
  });
});

test('an answer that failed is not asked for again', async () => {
  const npm = fakeNpm(1, 'npm error code ETARGET\nnpm error notarget No matching version found for yaml@9.\n');
  const locks = new LockFiles(npm.env);
  const ask = () => locks.lockFor({ manifest: manifest('a') });
  await expect(ask()).rejects.toThrow('npm could not make package-lock.json: notarget No matching version found for yaml@9.');
  await expect(ask()).rejects.toThrow('notarget');
  expect(npm.calls()).toHaveLength(1);
  locks.close();
});

test('a machine without npm says so', async () => {
  const locks = new LockFiles({ PATH: '/nowhere' });
  await expect(locks.lockFor({ manifest: manifest('a') })).rejects.toThrow('npm did not run');
  locks.close();
});
