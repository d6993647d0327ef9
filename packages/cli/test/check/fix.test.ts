import * as fs from 'node:fs';
import * as path from 'node:path';
import { editedYaml } from '../../src/check/fix/yaml-edit';
import { change, checked, folderWith, generated } from './checked';

const BACKUP = `# every night
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: nightly}   # flow stays flow
spec:
    schedule:   "0 2 * * *"   # at two
    # the one
    cluster:
        name: pg


    method:    barmanObjectStore
`;

describe('--fix', () => {
  it('makes a safe change and leaves every other byte as it was', async () => {
    const root = folderWith({ 'backup.yaml': BACKUP });
    const before = await checked(root);
    expect(before.findings).toContainEqual(expect.objectContaining({ rule: 'P-02', line: 6 }));
    const { report, findings, text } = await checked(root, ['--fix']);
    expect(fs.readFileSync(path.join(root, 'backup.yaml'), 'utf8')).toBe(BACKUP.replace('"0 2 * * *"', '0 0 2 * * *'));
    expect(report.fixes).toContainEqual({
      rule: 'P-02',
      file: 'backup.yaml',
      path: 'spec.schedule',
      changed: true,
      instead: null,
    });
    expect(findings.map(({ rule }) => rule)).not.toContain('P-02');
    expect(text).toContain('Fixed P-02');
  });

  it('changes what an overlay takes in once, where it is written', async () => {
    const overlay = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\n';
    const root = folderWith({
      'base/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [backup.yaml]\n',
      'base/backup.yaml': BACKUP,
      'prod/kustomization.yaml': `${overlay}namespace: prod\n`,
      'stage/kustomization.yaml': `${overlay}namespace: stage\n`,
    });
    const { report } = await checked(root, ['--fix']);
    expect(report.fixes.filter(({ rule }: any) => rule === 'P-02')).toHaveLength(1);
    expect(fs.readFileSync(path.join(root, 'base/backup.yaml'), 'utf8')).toContain('schedule:   0 0 2 * * *   # at two');
  });

  it('changes no generated file, and names the option', async () => {
    const root = generated();
    const file = 'infrastructure/postgres/base/scheduled-backup.yaml';
    change(root, file, (text) => text.replace(/schedule: .*/, 'schedule: "0 2 * * *"'));
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    const { report } = await checked(root, ['--fix']);
    expect(report.fixes).toContainEqual(
      expect.objectContaining({ rule: 'P-02', file, changed: false, instead: expect.stringContaining('clusterBase.backup') }),
    );
    expect(fs.readFileSync(path.join(root, file), 'utf8')).toBe(text);
  });
});

describe('a field of a text', () => {
  const TEXT = '# head\na:\n  b: 1 # one\n  c:\n    - x # ex\n    - y\n\n  d: {e: f}\nlast: "z"\n';

  it.each<[string, unknown, string]>([
    ['/a/b', '1', TEXT.replace('b: 1', 'b: "1"')],
    ['/a/b', 'on', TEXT.replace('b: 1', 'b: "on"')],
    ['/a/b', undefined, TEXT.replace('  b: 1 # one\n', '')],
    ['/a/c/1', 'w', TEXT.replace('- y', '- w')],
    ['/a/c', ['x', 'w', 'z'], TEXT.replace('- x # ex\n    - y', '- x\n    - w\n    - z')],
    ['/a/c', undefined, TEXT.replace('  c:\n    - x # ex\n    - y\n', '')],
    ['/a/new', { k: 'v' }, TEXT.replace('  d: {e: f}\n', '  d: {e: f}\n  new:\n    k: v\n')],
    ['/new/deep', true, `${TEXT}new:\n  deep: true\n`],
    ['/last', undefined, TEXT.replace('last: "z"\n', '')],
  ])('%s set to %j changes only that', (pointer, value, expected) => {
    expect(editedYaml(TEXT, 0, { pointer, value })).toBe(expected);
  });

  it('goes away with its mapping left empty when it was the last', () => {
    expect(editedYaml('a:\n  b: 1\nc: 2\n', 0, { pointer: '/a/b' })).toBe('a: {}\nc: 2\n');
  });

  it('is changed in the document that is meant', () => {
    expect(editedYaml('---\n# none\n---\na: 1\n---\na: 2\n', 1, { pointer: '/a', value: 3 })).toBe(
      '---\n# none\n---\na: 1\n---\na: 3\n',
    );
  });

  it.each(['x: &x {a: 1}\ny: *x\n', 'a: &a 1\nb: *a\n'])('of %j is left alone: an anchor carries it elsewhere', (text) => {
    expect(editedYaml(text, 0, { pointer: text.startsWith('x') ? '/x/a' : '/a', value: 2 })).toBeUndefined();
  });
});
