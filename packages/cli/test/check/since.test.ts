import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CLUSTER, change, checked, folderWith, generated } from './checked';

function commit(root: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]);
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
}

describe('what changed since a revision', () => {
  it('is judged as a change of what was there', async () => {
    const root = folderWith({ 'sub/pg.yaml': CLUSTER });
    commit(root);
    change(root, 'sub/pg.yaml', (text) => text.replace('1Gi', '512Mi'));
    const shrinks = expect.objectContaining({
      rule: 'U-STO-1',
      path: 'spec.storage.size',
      given: '512Mi',
      file: 'pg.yaml',
      line: 9,
    });
    expect((await checked(path.join(root, 'sub'))).findings).not.toContainEqual(shrinks);
    expect((await checked(path.join(root, 'sub'), ['--since', 'HEAD'])).findings).toContainEqual(shrinks);
    expect(await checked(root, ['--since', 'no-such-branch'])).toMatchObject({ exitCode: 2, codes: ['REVISION_UNKNOWN'] });
    expect(await checked(root, ['--since=--help'])).toMatchObject({ exitCode: 2, codes: ['REVISION_UNKNOWN'] });
  });

  it('is built as it was, in a generated repository', async () => {
    const root = generated();
    commit(root);
    change(root, 'infrastructure/postgres/overlays/prod/cluster-patch.yaml', (text) => text.replace('size: 50Gi', 'size: 40Gi'));
    const { findings } = await checked(root, ['--since', 'HEAD']);
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'U-STO-1',
        object: { kind: 'Cluster', namespace: 'postgres-prod', name: 'postgres-shared' },
      }),
    );
  });

  it('is built with Kustomize from a copy where nothing was rendered then', async () => {
    const root = folderWith({
      'base/kustomization.yaml': 'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\nresources: [pg.yaml]\n',
      'base/pg.yaml': CLUSTER,
      'prod/kustomization.yaml':
        'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\nnamespace: db\nresources: [../base]\n',
    });
    commit(root);
    change(root, 'base/pg.yaml', (text) => text.replace('name: pg ', 'name: renamed '));
    const { findings } = await checked(root, ['--since', 'HEAD']);
    expect(findings).toContainEqual(expect.objectContaining({ severity: 'error', why: expect.stringContaining('pg') }));
    expect(findings.map(({ rule }) => rule)).toContain('P-32');
  });

  it('may lose a database that pgplatform.yaml lets go until a day', async () => {
    const gone = (expires: string) => {
      const acknowledgement = `acknowledgements:\n  - object: Cluster//pg\n    reason: moved\n    expires: ${expires}\n`;
      const root = folderWith({
        'pg.yaml': CLUSTER,
        'other.yaml': CLUSTER.replace('name: pg ', 'name: other '),
        'pgplatform.yaml': acknowledgement,
      });
      commit(root);
      fs.rmSync(path.join(root, 'pg.yaml'));
      return checked(root, ['--since', 'HEAD']);
    };
    expect((await gone('2026-11-21')).findings.map(({ rule }) => rule)).toContain('P-32');
    expect((await gone('2026-11-22')).findings.map(({ rule }) => rule)).not.toContain('P-32');
  });

  it('may be much, and links in it are passed over', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`files/${n}.txt`, `${n}\n`.repeat(200)]));
    const root = folderWith({ 'pg.yaml': CLUSTER, ...many });
    fs.symlinkSync('/etc', path.join(root, 'etc'));
    commit(root);
    expect((await checked(root, ['--since', 'HEAD'])).exitCode).toBe(0);
  });
});
