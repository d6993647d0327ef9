import * as fs from 'node:fs';
import * as path from 'node:path';
import { testWhen } from '@pgplatform/test-kit';
import { CLUSTER, checked, folderWith, lines } from './checked';

const CORPUS = path.resolve(__dirname, '../../../../../shared/corpus/cnpg-samples-1.30.0');

const APPLICATION = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: cnpg, namespace: argocd }
spec:
  project: default
  source: { repoURL: https://cloudnative-pg.github.io/charts, chart: cloudnative-pg, targetRevision: CHART, helm: { releaseName: cnpg } }
  destination: { server: https://kubernetes.default.svc, namespace: cnpg-system }
  syncPolicy: { syncOptions: [CreateNamespace=true, ServerSideApply=true] }
`;
const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const OVERLAYS = {
  'base/kustomization.yaml': `${KUSTOMIZATION}resources: [cluster.yaml]\n`,
  'base/cluster.yaml': CLUSTER,
  'overlays/prod/kustomization.yaml': `${KUSTOMIZATION}namespace: db-prod\nresources: [../../base]\npatches:\n  - path: size.yaml\n`,
  'overlays/prod/size.yaml':
    'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: pg }\nspec:\n  storage:\n    size: tiny\n',
  'overlays/stage/kustomization.yaml': `${KUSTOMIZATION}namespace: db-stage\nresources: [../../base]\n`,
};

describe('a repository that somebody wrote', () => {
  it('may be one file with one Cluster', async () => {
    const root = folderWith({ 'pg.yaml': CLUSTER.replace('instances: 3', 'instances: 0') });
    const { findings, report, exitCode } = await checked(root);
    expect(lines(findings)).toContainEqual(expect.stringMatching(/^error \S+ pg.yaml:7:3$/));
    expect(report.operatorVersion).toBe('1.30.0');
    expect(report.notices).toEqual([expect.stringContaining('--operator-version')]);
    expect(exitCode).toBe(1);
  });

  it('has its overlays built, and each finding at the patch that made it', async () => {
    const { findings, text } = await checked(folderWith(OVERLAYS));
    const sizes = findings.filter(({ path: field, severity }) => field === 'spec.storage.size' && severity === 'error');
    expect(sizes).toEqual([
      expect.objectContaining({
        file: 'overlays/prod/size.yaml',
        line: 6,
        column: 5,
        given: 'tiny',
        object: { kind: 'Cluster', namespace: 'db-prod', name: 'pg' },
      }),
    ]);
    expect(text).toContain('Database db-prod/pg');
  });

  it('takes the name of an overlay as that of an environment', async () => {
    const root = folderWith(OVERLAYS);
    expect((await checked(root, ['--env', 'stage'])).findings.map(({ object }) => object?.namespace)).not.toContain('db-prod');
    expect((await checked(root, ['--env', 'prod'])).exitCode).toBe(1);
  });

  it('is judged for the operator that an Application installs', async () => {
    const judged = async (chart: string) =>
      (await checked(folderWith({ 'app.yaml': APPLICATION.replace('CHART', chart), 'pg/pg.yaml': CLUSTER }))).report
        .operatorVersion;
    expect(await judged('0.26.0')).toBe('1.27.0');
    expect(await judged('0.28.*')).toBe('1.29.1');
    expect(await judged('v0.29.0')).toBe('1.30.0');
  });

  it('is judged for the operator that is asked for', async () => {
    const root = folderWith({ 'app.yaml': APPLICATION.replace('CHART', '0.29.0'), 'pg.yaml': CLUSTER });
    expect((await checked(root, ['--operator-version', '1.27'])).report.operatorVersion).toBe('1.27.0');
    expect((await checked(root, ['--operator-version', '1.99.0'])).report.notices[0]).toContain('newer');
    expect(await checked(root, ['--operator-version', 'newest'])).toMatchObject({
      exitCode: 2,
      codes: ['OPERATOR_VERSION_INVALID'],
    });
  });

  it('says what Kustomize says, and judges the files then', async () => {
    const root = folderWith({
      'kustomization.yaml': `${KUSTOMIZATION}resources: [cluster.yaml, gone.yaml]\n`,
      'cluster.yaml': CLUSTER.replace('1Gi', 'tiny'),
    });
    const { findings } = await checked(root);
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'BUILD-FAILED', severity: 'error', why: expect.stringContaining('gone.yaml') }),
    );
    expect(findings).toContainEqual(expect.objectContaining({ file: 'cluster.yaml', given: 'tiny' }));
  });

  it('is not built from the network', async () => {
    const root = folderWith({
      'kustomization.yaml': `${KUSTOMIZATION}resources: [cluster.yaml, https://example.com/all.yaml]\n`,
      'cluster.yaml': CLUSTER,
    });
    const { findings, notes } = await checked(root);
    expect(lines(findings)).toContain('warning BUILD-REMOTE kustomization.yaml:1:1');
    expect(notes).toEqual([]);
  });

  it('is judged without kustomize as far as it goes', async () => {
    const { findings } = await checked(folderWith(OVERLAYS), [], { PATH: '' });
    const skipped = findings.filter(({ rule }) => rule === 'BUILD-SKIPPED').map(({ file }) => file);
    expect(skipped.length === 0 || skipped.length === 2).toBe(true); // the npm package may be there
  });

  it('is not built where a sealed file is missing, but for its stand-in', async () => {
    const root = folderWith({
      'kustomization.yaml': `${KUSTOMIZATION}resources: [cluster.yaml, password-sealed.yaml]\n`,
      'cluster.yaml': CLUSTER,
    });
    const { findings } = await checked(root);
    expect(findings.map(({ rule }) => rule)).toContain('SEAL-MISSING');
    expect(findings.filter(({ rule }) => rule.startsWith('BUILD-'))).toEqual([]);
    expect(fs.existsSync(path.join(root, 'password-sealed.yaml'))).toBe(false);
  });

  it('leaves Helm templates and node_modules alone', async () => {
    const root = folderWith({
      'pg.yaml': CLUSTER,
      'charts/x/Chart.yaml': 'name: x\nversion: 1.0.0\n',
      'charts/x/templates/a.yaml': '{{ if .Values.a }}\na: b\n  c: d\n{{ end }}\n',
      'node_modules/x/bad.yaml': 'a: [',
    });
    expect((await checked(root)).report.files).toEqual(['pg.yaml']);
  });

  it('has its private keys found in files that are no YAML', async () => {
    const marker = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ');
    const { findings } = await checked(folderWith({ 'pg.yaml': CLUSTER, 'certs/tls.key': `\n${marker}\nx\n` }));
    expect(lines(findings)).toContain('error SECRET-PRIVATE-KEY certs/tls.key:2');
  });

  it('must have something in it', async () => {
    expect(await checked(folderWith({ 'README.md': 'x' }))).toMatchObject({ exitCode: 2, codes: ['NOTHING_TO_CHECK'] });
    expect(await checked(folderWith({}), ['no-such-folder'])).toMatchObject({ exitCode: 2, codes: ['DIRECTORY_MISSING'] });
  });
});

describe('what a repository says about itself in pgplatform.yaml', () => {
  const ignores = (text: string) => folderWith({ 'pg.yaml': CLUSTER.replace('1Gi', 'tiny'), 'pgplatform.yaml': text });

  it('is not counted, and stays in the report with its reason', async () => {
    const [{ rule }] = (await checked(ignores('ignores: []\n'))).findings;
    const { findings, report, exitCode } = await checked(ignores(`ignores:\n  - rule: ${rule}\n    reason: a test\n`));
    expect(exitCode).toBe(0);
    expect(findings.map((finding) => finding.rule)).not.toContain(rule);
    expect(report.ignored).toEqual([
      expect.objectContaining({ rule, reason: 'a test', findings: [expect.objectContaining({ rule })] }),
    ]);
  });

  it.each([
    ['ignores:\n  - rule: P-14\n', 'SETTINGS_INVALID'],
    ['ignores: P-14\n', 'SETTINGS_INVALID'],
    ['ignore:\n  - rule: P-14\n    reason: x\n', 'SETTINGS_INVALID'],
    ['ignores: [\n', 'SETTINGS_INVALID'],
    ['- a\n', 'SETTINGS_INVALID'],
    ['ignores:\n  - rule: P-999\n    reason: x\n', 'RULE_UNKNOWN'],
  ])('is refused when it is %j', async (text, code) => {
    expect(await checked(ignores(text))).toMatchObject({ exitCode: 2, codes: [code] });
  });
});

describe('the samples of CloudNativePG', () => {
  testWhen(fs.existsSync(CORPUS) ? undefined : '../shared/corpus is absent')(
    'are all read, and break no rule of schema, CEL or admission but in the two that their own CRD refuses',
    async () => {
      const { findings, report } = await checked(CORPUS);
      expect(report.files).toHaveLength(fs.readdirSync(CORPUS).length);
      const refused = findings.filter(({ severity, rule }) => severity === 'error' && !/^(?:P-|SECRET-|SEAL-)/.test(rule));
      expect(refused.map(({ file }) => file).sort()).toEqual([
        'cluster-example-bis.yaml',
        'cluster-restore-with-tablespaces.yaml',
      ]);
      expect(findings.every(({ file, line, column }) => file !== null && line !== null && column !== null)).toBe(true);
    },
  );
});
