import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import * as path from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { Kustomize } from '../../src/adapters/kustomize';
import { BuildStage } from '../../src/build/build-stage';
import { WorkTree } from '../../src/tree/work-tree';
import { folderWith } from '../tree/files';

/** A program called kustomize that is node, and so can tell what it was given: it runs `build`, a file of the stage. */
let bin: string;
let server: Server;
let asked = 0;

beforeAll(async () => {
  bin = temporaryDirectory();
  fs.copyFileSync(process.execPath, path.join(bin, 'kustomize'));
  fs.chmodSync(path.join(bin, 'kustomize'), 0o755);
  server = createServer((socket) => {
    asked++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

/** What a build gives whose program runs a script. */
async function built(script: string, env: NodeJS.ProcessEnv = {}) {
  const root = folderWith({ build: script, 'kustomization.yaml': 'configMapGenerator: [{ name: a, files: [build] }]\n' });
  const stage = new BuildStage(new WorkTree(root));
  stage.add('');
  const staged = stage.write();
  try {
    const kustomize = Kustomize.find(root, { PATH: bin, ...env }) as Kustomize;
    expect(kustomize.name).toBe('kustomize build');
    return { staged, result: await kustomize.build(staged, '') };
  } finally {
    fs.rmSync(staged, { recursive: true });
  }
}

it('gives the program an environment of its own, in which there is nothing', async () => {
  const { staged, result } = await built('console.log(JSON.stringify(process.env))', {
    GIT_DIR: 'x',
    TOKEN: 'x',
    LD_PRELOAD: '',
  });
  const env = JSON.parse((result as { text: string }).text);
  const folders = ['PATH', 'HOME', 'USERPROFILE', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'KUBECONFIG'];
  expect(Object.keys(env).sort()).toEqual(
    [
      ...folders,
      'ALL_PROXY',
      'GIT_ALLOW_PROTOCOL',
      'GIT_CONFIG_NOSYSTEM',
      'GIT_TERMINAL_PROMPT',
      'HTTPS_PROXY',
      'HTTP_PROXY',
    ].sort(),
  );
  for (const name of folders) expect(env[name]).toBe(path.join(staged, '.git/nowhere'));
  expect(env.GIT_ALLOW_PROTOCOL).toBe('none');
});

it('leaves the program no way to this machine where the kernel can take it away', async () => {
  const { port } = server.address() as AddressInfo;
  const script = `require('net').connect(${port}, '127.0.0.1').on('error', (e) => console.log(e.code)).on('connect', () => console.log('connected'))`;
  const canIsolate = spawnSync('unshare', ['--user', '--net', '--', 'true']).status === 0;
  const { result } = await built(script);
  expect([(result as { text: string }).text.trim() === 'connected', asked]).toEqual([!canIsolate, canIsolate ? 0 : 1]);
});

it('tells a failure in the words of the program, without the folder that only this run has', async () => {
  const { result } = await built('console.error("Error: " + process.argv[2] + "/x.yaml is wrong"); process.exit(1)');
  expect(result).toEqual({ error: 'x.yaml is wrong' });
});

it.each([
  ['a script', (folder: string) => fs.writeFileSync(path.join(folder, 'kustomize'), '#!/bin/sh\n', { mode: 0o755 })],
  ['a link to a version manager', (folder: string) => fs.symlinkSync(process.execPath, path.join(folder, 'kustomize'))],
  ['a file that nobody can run', (folder: string) => fs.writeFileSync(path.join(folder, 'kustomize'), 'x', { mode: 0o644 })],
  ['a folder', (folder: string) => fs.mkdirSync(path.join(folder, 'kustomize'))],
])('passes over what needs more than it would get: %s', (_, make) => {
  const folder = temporaryDirectory();
  make(folder);
  expect(Kustomize.find(temporaryDirectory(), { PATH: folder })?.name).not.toBe('kustomize build');
  expect(Kustomize.find(temporaryDirectory(), { PATH: [folder, bin].join(path.delimiter) })?.name).toBe('kustomize build');
});

it('passes over what lies in the repository, through links too', () => {
  const root = folderWith({ 'deep/er/kustomization.yaml': '', '.git/HEAD': '' });
  fs.linkSync(path.join(bin, 'kustomize'), path.join(root, 'kustomize'));
  const links = temporaryDirectory();
  fs.symlinkSync(path.join(root, 'kustomize'), path.join(links, 'kustomize'));
  for (const PATH of [root, links]) {
    expect(Kustomize.find(path.join(root, 'deep/er'), { PATH })?.name).not.toBe('kustomize build');
  }
});
