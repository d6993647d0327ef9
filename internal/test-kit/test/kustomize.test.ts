import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { kustomizeBuild, kustomizers, temporaryDirectory } from '../src';

const configMap = (name: string, data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  value: ${data}\n`;

function directory(files: Record<string, string>): string {
  const made = temporaryDirectory();
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(made, name), text);
  }
  return made;
}

describe('kustomizeBuild', () => {
  test('gives the objects, sorted, with the namespace applied', () => {
    const built = kustomizeBuild(
      directory({
        'kustomization.yaml': 'resources: [b.yaml, a.yaml]\nnamespace: postgres-stage\n',
        'a.yaml': configMap('a', '"on"'),
        'b.yaml': configMap('b', 'x'),
      }),
    );
    expect(built.map((object) => object.metadata)).toEqual([
      { name: 'a', namespace: 'postgres-stage' },
      { name: 'b', namespace: 'postgres-stage' },
    ]);
    expect(built[0].data).toEqual({ value: 'on' });
  });

  test('says which file is missing when a listed resource is not there', () => {
    expect(() => kustomizeBuild(directory({ 'kustomization.yaml': 'resources: [absent.yaml]\n' }))).toThrow('absent.yaml');
  });

  test('throws when two kustomizes do not agree', () => {
    const other = directory({ kustomize: `#!/bin/sh\ncat <<'YAML'\n${configMap('a', 'other')}YAML\n` });
    chmodSync(join(other, 'kustomize'), 0o755);
    const path = process.env.PATH;
    process.env.PATH = `${other}${delimiter}${path}`;
    try {
      const files = { 'kustomization.yaml': 'resources: [a.yaml]\n', 'a.yaml': configMap('a', 'x') };
      expect(() => kustomizeBuild(directory(files))).toThrow(/do not agree on .*v1 ConfigMap {2}a/s);
    } finally {
      process.env.PATH = path;
    }
  });

  test('refuses a field that the oldest kustomize does not know', () => {
    const files = {
      'kustomization.yaml': 'resources: [a.yaml]\nlabels:\n- pairs: {team: payments}\n  includeTemplates: true\n',
      'a.yaml': configMap('a', 'x'),
    };
    expect(() => kustomizeBuild(directory(files))).toThrow('includeTemplates');
  });

  test('there is a kustomize on this machine', () => {
    expect(kustomizers().length).toBeGreaterThan(0);
  });
});
