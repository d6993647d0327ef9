import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import type { Part } from '../src/part';
import { PartCache } from '../src/part-cache';

const PART: Part = { name: 'part', version: 'v1.2.3', seconds: 1 };
const make = async (_: Part, folder: string) => writeFileSync(join(folder, 'program'), 'whole');

test('a part is made once, outside the repository by default', async () => {
  let made = 0;
  const cache = new PartCache(async (part, folder) => {
    made++;
    await make(part, folder);
  }, temporaryDirectory());
  expect(cache.has(PART)).toBe(false);
  expect(readFileSync(join(await cache.get(PART), 'program'), 'utf8')).toBe('whole');
  await cache.get(PART);
  expect(made).toBe(1);
  expect(new PartCache(make).folderOf(PART).startsWith(join(__dirname, '../../..'))).toBe(false);
});

test('what was not made whole is not there, and leaves nothing', async () => {
  const root = temporaryDirectory();
  const cache = new PartCache(async (_, folder) => {
    writeFileSync(join(folder, 'program'), 'half');
    throw new Error('no space left on device');
  }, root);
  await expect(cache.get(PART)).rejects.toThrow('no space left on device');
  expect(cache.has(PART)).toBe(false);
  expect(readdirSync(root)).toEqual([]);
});

test('what a killed run has left goes, what a living one makes stays', async () => {
  const root = temporaryDirectory();
  const { pid } = spawnSync('true');
  for (const owner of [pid, process.ppid]) {
    mkdirSync(join(root, `other-v1.${owner}.unfinished`));
  }
  await new PartCache(make, root).get(PART);
  expect(readdirSync(root).filter((name) => name.endsWith('.unfinished'))).toEqual([`other-v1.${process.ppid}.unfinished`]);
});

test('a run that is slower than another takes what that one has made', async () => {
  const root = temporaryDirectory();
  const fast = new PartCache(make, root);
  const slow = new PartCache(async (part, folder) => {
    await fast.get({ ...part, name: 'something' });
    mkdirSync(fast.folderOf(part));
    writeFileSync(join(fast.folderOf(part), 'program'), 'of the other');
    await make(part, folder);
  }, root);
  expect(readFileSync(join(await slow.get(PART), 'program'), 'utf8')).toBe('of the other');
  expect(existsSync(`${fast.folderOf(PART)}.${process.pid}.unfinished`)).toBe(false);
});
