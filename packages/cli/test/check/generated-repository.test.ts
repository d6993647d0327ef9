import * as fs from 'node:fs';
import * as path from 'node:path';
import { PlatformRelease } from '@pgplatform/core';
import { change, checked, generated, lines } from './checked';

const PROD = 'infrastructure/postgres/overlays/prod/cluster-patch.yaml';
/** What a release says about its own age: end of life, security floor, the operator's own deprecation of in-tree backups. */
const AGE = ['P-16', 'P-39', 'CL-W-2'];

describe('a generated repository', () => {
  it.each(PlatformRelease.all().map(({ id }) => id))(
    '%s has no error, and no warning but missing seals and its own age',
    async (platformRelease) => {
      const { exitCode, findings, report, notes } = await checked(generated({ platformRelease, acceptInsecureRelease: true }));
      expect(lines(findings.filter(({ severity }) => severity === 'error'))).toEqual([]);
      const rules = new Set(findings.filter(({ severity }) => severity === 'warning').map(({ rule }) => rule));
      expect([...rules].filter((rule) => rule !== 'SEAL-MISSING' && !AGE.includes(rule))).toEqual([]);
      expect(rules).toContain('SEAL-MISSING');
      expect(exitCode).toBe(0);
      expect(report.operatorVersion).toBe(PlatformRelease.of(platformRelease).operatorVersion);
      expect(notes).toEqual([]); // nothing was built: the rendered files are fresh
    },
  );

  it('has the place of a field in the file that sets it, and names the option', async () => {
    const root = generated({
      environments: [{ name: 'prod', clusterPatch: { spec: { monitoring: { enablePodMonitor: true } } } }],
    });
    change(root, PROD, (text) => text.replace(/^spec:\n/m, 'spec:\n  maxSyncReplicas: 5\n'));
    const { findings } = await checked(root);
    const [first] = findings.filter(({ severity }) => severity === 'error');
    expect(first).toMatchObject({
      file: PROD,
      line: expect.any(Number),
      fix: expect.stringContaining('environments.prod.clusterPatch'),
    });
    const text = fs.readFileSync(path.join(root, PROD), 'utf8').split('\n');
    expect(text[first.line! - 1].slice(first.column! - 1)).toBe('maxSyncReplicas: 5');
  });

  it('is built when a rendered file is stale, with stand-ins for what is not sealed', async () => {
    const root = generated();
    change(root, PROD, (text) => text.replace(/size: 50Gi/, 'size: 50Qi'));
    const { findings, notes, exitCode } = await checked(root);
    expect(lines(findings)).toContainEqual('warning RENDERED-STALE rendered/prod.yaml');
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'error', file: PROD, path: 'spec.storage.size', given: '50Qi' }),
    );
    expect(findings.filter(({ rule }) => rule.startsWith('BUILD-'))).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/^building .*overlays\/prod with /)]);
    expect(exitCode).toBe(1);
  });

  it('is refused when the model is older than .projenrc.ts', async () => {
    const root = generated();
    const file = path.join(root, '.pgplatform/model.json');
    fs.chmodSync(file, 0o644);
    fs.writeFileSync(file, JSON.stringify({ ...JSON.parse(fs.readFileSync(file, 'utf8')), projenrcSha256: '0'.repeat(64) }));
    expect(await checked(root)).toMatchObject({ exitCode: 2, codes: ['MODEL_STALE'] });
  });

  it('is found from a folder in it', async () => {
    const root = generated();
    const { report } = await checked(path.join(root, 'infrastructure/postgres/base'));
    expect(report.files).toContain('apps/root.yaml');
  });

  it('can be asked about one environment', async () => {
    const root = generated();
    const { findings } = await checked(root, ['--env', 'stage']);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ file, object }) => `${file} ${object?.namespace}`.includes('prod'))).toEqual([]);
    expect(await checked(root, ['--env', 'stagee'])).toMatchObject({ exitCode: 2, codes: ['ENVIRONMENT_UNKNOWN'] });
  });

  it('does not count a rule that the model ignores, and reports it with the reason', async () => {
    const root = generated({ ignoredRules: [{ rule: 'SEAL-MISSING', reason: 'sealed on the first day' }] });
    const { findings, report, text } = await checked(root);
    expect(findings.map(({ rule }) => rule)).not.toContain('SEAL-MISSING');
    expect(report.ignored).toEqual([expect.objectContaining({ rule: 'SEAL-MISSING', reason: 'sealed on the first day' })]);
    expect(report.ignored[0].findings.length).toBeGreaterThan(0);
    expect(text).toContain('Ignored SEAL-MISSING');
  });
});
