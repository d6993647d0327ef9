import { spawnSync } from 'node:child_process';
import { COMMAND } from '../generated-repository';
import { CLUSTER, folderWith, generated } from './checked';

const LIST = `process.on('exit', () => process.stderr.write(JSON.stringify(Object.keys(require.cache))))`;

function loaded(root: string): { code: number | null; stdout: string; modules: string[] } {
  const spy = `${folderWith({ 'spy.cjs': LIST })}/spy.cjs`;
  const [, hook, main] = COMMAND;
  const ran = spawnSync(process.execPath, ['-r', spy, '-r', hook, main, 'check', root], {
    encoding: 'utf8',
    env: { ...process.env, PATH: '' },
  });
  return { code: ran.status, stdout: ran.stdout, modules: JSON.parse(ran.stderr.slice(ran.stderr.indexOf('['))) };
}

describe('the command', () => {
  it('loads nothing that a verdict does not need', () => {
    const { code, stdout, modules } = loaded(generated());
    expect(code).toBe(0);
    expect(stdout).toContain('0 errors');
    expect(modules.filter((file) => /node_modules\/(?:cdk8s|constructs|projen|ts-morph|@octokit|yaml)\//.test(file))).toEqual([]);
    expect(modules.filter((file) => /packages\/(?:codemods|sealed-secrets|pgplatform)\//.test(file))).toEqual([]);
  });

  it('exits with 1 for errors and prints the report', () => {
    const { code, stdout } = loaded(folderWith({ 'pg.yaml': CLUSTER.replace('1Gi', 'tiny') }));
    expect(code).toBe(1);
    expect(stdout).toContain('spec.storage.size');
  });
});
