import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import {
  applicationSet,
  CLUSTER,
  commit,
  differed,
  folderWith,
  git,
  handWritten,
  kustomized,
  removeFolders,
  write,
} from './differed';

const SCHEMA = JSON.parse(fs.readFileSync(path.join(__dirname, '../../../impact/schema/impact-report.schema.json'), 'utf8'));

afterEach(removeFolders);

function verdicts({ report }: { report: any }): string[] {
  return report.databases.map(({ namespace, cluster, verdict }: any) => `${namespace}/${cluster} ${verdict}`);
}

const more = (from: string, to: string) => ({ 'overlays/prod/cluster.yaml': CLUSTER.replace(from, to) });
const base = (from: string, to: string) => ({ 'base/cluster.yaml': CLUSTER.replace(from, to) });

describe('what is compared', () => {
  it('is the work tree with where it left the default branch', async () => {
    const root = folderWith(kustomized('stage', 'prod'));
    commit(root);
    git(root, 'checkout', '-q', '-b', 'feature');
    write(root, base('8MB', '16MB'));
    commit(root);
    git(root, 'checkout', '-q', 'main');
    write(root, base('instances: 3', 'instances: 4'));
    commit(root);
    git(root, 'checkout', '-q', 'feature');
    const { report, exitCode } = await differed(root);
    expect(report.databases.flatMap(({ changes }: any) => changes.map(({ path: field }: any) => field))).toEqual([
      'spec.postgresql.parameters.work_mem',
      'spec.postgresql.parameters.work_mem',
    ]);
    expect(exitCode).toBe(0);
    expect(verdicts(await differed(root, ['main']))).toEqual(['db-prod/pg destroys data', 'db-stage/pg destroys data']);
  });

  it('is two revisions, or two folders, from any folder below the root', async () => {
    const root = folderWith(handWritten('prod'));
    const first = commit(root);
    write(root, more('17.10', '17.11'));
    commit(root);
    write(root, more('17.10', '17.12'));
    expect(verdicts(await differed(path.join(root, 'overlays'), [first, 'HEAD']))).toEqual(['db-prod/pg rolling update']);
    const other = folderWith(handWritten('prod'));
    const folders = await differed(root, [other, '.']);
    expect(verdicts(folders)).toEqual(['db-prod/pg rolling update']);
    expect(folders.report.databases[0].changes[0].to).toContain('17.12');
  });

  it('is something that exists', async () => {
    const root = folderWith(handWritten('prod'));
    commit(root);
    expect((await differed(root, ['no-such-branch'])).codes).toEqual(['REVISION_UNKNOWN']);
    git(root, 'branch', '-m', 'work');
    expect((await differed(root)).codes).toEqual(['BASE_UNKNOWN']);
    expect((await differed(root, ['HEAD', '--format', 'pdf', '--fail-on', 'noise'])).codes).toEqual([
      'FORMAT_UNKNOWN',
      'LEVEL_UNKNOWN',
    ]);
  });

  it('is built without what no database needs', async () => {
    const root = folderWith({
      ...kustomized('prod'),
      'web/kustomization.yaml': 'kind: Kustomization\nresources: [missing.yaml]\n',
    });
    commit(root);
    const { report, notes } = await differed(root, ['HEAD']);
    expect(report.notices.filter((notice: string) => notice.includes('web'))).toEqual([]);
    expect(notes.filter((note) => note.startsWith('building')).length).toBeLessThanOrEqual(1);
  });

  it('says what could not be built', async () => {
    const root = folderWith(kustomized('prod'));
    commit(root);
    write(root, {
      'overlays/prod/kustomization.yaml': 'kind: Kustomization\nnamespace: db-prod\nresources: [../../base, gone.yaml]\n',
    });
    const { text } = await differed(root, ['HEAD']);
    expect(text).toMatch(/Note: the work tree: overlays\/prod\/kustomization.yaml: /);
  });
});

describe('a verdict', () => {
  it('fails only from --fail-on, however it is spelled', async () => {
    const root = folderWith(handWritten('prod'));
    commit(root);
    write(root, more('17.10', '17.11'));
    expect((await differed(root, ['HEAD'])).exitCode).toBe(0);
    expect((await differed(root, ['HEAD', '--fail-on', 'rolling update'])).exitCode).toBe(1);
    expect((await differed(root, ['HEAD', '--fail-on', 'rolling-update'])).exitCode).toBe(1);
    expect((await differed(root, ['HEAD', '--fail-on', 'switchover'])).exitCode).toBe(0);
  });

  it('fails on a database that would stay down, and on nothing that is only long', async () => {
    const tags = async (from: string, to: string, args: string[] = []) => {
      const root = folderWith({ ...handWritten('prod'), ...more('17.10', from) });
      commit(root);
      write(root, more('17.10', to));
      const { exitCode, report } = await differed(root, ['HEAD', ...args]);
      return `${exitCode} ${report.worst}`;
    };
    expect(await tags('17.12', '18.6')).toBe('1 outage');
    expect(await tags('17.12', '18.7')).toBe('0 offline major upgrade');
    expect(await tags('18.6', '17.12')).toBe('0 unknown');
    expect(await tags('17.12', '18.6', ['--fail-on', 'destroys-data'])).toBe('0 outage');
  });

  it('fails from every level of the scale that is not worse than it', async () => {
    const root = folderWith(handWritten('prod'));
    commit(root);
    write(root, more('17.10', '17.11'));
    const levels: string[] = SCHEMA.definitions.Effect.enum;
    const codes: number[] = [];
    for (const level of levels) codes.push((await differed(root, ['HEAD', '--fail-on', level])).exitCode);
    expect(codes).toEqual(levels.map((_, at) => (at <= levels.indexOf('rolling update') ? 1 : 0)));
  });

  it('that data goes always fails, until that very object is acknowledged and while that counts', async () => {
    const root = folderWith(handWritten('stage', 'prod'));
    commit(root);
    write(root, { 'apps/postgres.yaml': applicationSet('- list: { elements: [{ env: prod }] }') });
    const refused = await differed(root, ['HEAD', '--fail-on', 'destroys-data']);
    expect(refused.exitCode).toBe(1);
    expect(verdicts(refused)).toEqual(['db-stage/pg destroys data', 'db-prod/pg none']);
    expect(refused.report.applications).toMatchObject([{ name: 'db-stage', action: 'disappears' }]);
    expect(refused.text).toContain('Data goes with Cluster/db-stage/pg.');
    const agree = (object: string, expires: string) =>
      write(root, {
        'pgplatform.yaml': `acknowledgements:\n  - object: ${object}\n    reason: retired\n    expires: '${expires}'\n`,
      });
    agree('Cluster/db-stage/pg', '2026-11-22');
    const agreed = await differed(root, ['HEAD']);
    expect(agreed).toMatchObject({ exitCode: 0, report: { worst: 'destroys data' } });
    expect(agreed.text).toContain('agreed to until 2026-11-22: retired');
    agree('Cluster/db-stage/pg', '2026-11-21');
    expect((await differed(root, ['HEAD'])).exitCode).toBe(1);
    agree('Cluster/db-prod/pg', '2027-01-01');
    expect((await differed(root, ['HEAD'])).exitCode).toBe(1);
  });

  it('follows the folders of a git-directory generator', async () => {
    const generator = '- git: { repoURL: https://git.example.com/db.git, revision: main, directories: [{ path: overlays/* }] }';
    const set = { 'apps/postgres.yaml': applicationSet(generator, '{{path.basename}}', '{{path}}') };
    const root = folderWith({ ...handWritten('stage', 'prod'), ...set });
    commit(root);
    write(root, { 'overlays/stage/cluster.yaml': undefined });
    const { report } = await differed(root, ['HEAD']);
    expect(report.applications).toMatchObject([{ name: 'db-stage', action: 'disappears' }]);
    expect(verdicts({ report })).toEqual(['db-stage/pg destroys data', 'db-prod/pg none']);
  });

  it('compares Helm values that are text', async () => {
    const operator = (version: string, values: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: cnpg, namespace: argocd }
spec:
  project: default
  source:
    repoURL: https://cloudnative-pg.github.io/charts
    chart: cloudnative-pg
    targetRevision: ${version}
    helm:
      values: |
        ${values}
  destination: { server: https://kubernetes.default.svc, namespace: cnpg-system }
`;
    const root = folderWith({ ...handWritten('prod'), 'apps/operator.yaml': operator('0.28.3', 'replicaCount: 1') });
    commit(root);
    write(root, { 'apps/operator.yaml': operator('0.28.3', 'replicaCount: 2') });
    expect(verdicts(await differed(root, ['HEAD']))).toEqual(['db-prod/pg none']);
    write(root, { 'apps/operator.yaml': operator('0.29.0', 'replicaCount: 2') });
    expect(verdicts(await differed(root, ['HEAD']))).toEqual(['db-prod/pg rolling update']);
  });
});

describe('a report', () => {
  async function changedTwice(format: string[]) {
    const root = folderWith(handWritten('prod'));
    commit(root);
    write(root, { 'overlays/prod/cluster.yaml': CLUSTER.replace('8MB', '16MB').replace('10Gi', '20Gi') });
    return differed(root, ['HEAD', ...format]);
  }

  it('is text, worst first, with the reason and what clients notice', async () => {
    const { text } = await changedTwice([]);
    expect(text).toContain('volume resize, reload: db-prod/pg in in-cluster');
    expect(text).toContain('  reload  spec.postgresql.parameters.work_mem: 8MB → 16MB');
    expect(text).toContain('Capacity: storage 30Gi → 60Gi');
    expect(text.indexOf('  volume resize  ')).toBeLessThan(text.indexOf('  reload  '));
  });

  it('is JSON of the published schema', async () => {
    const { report } = await changedTwice(['--json']);
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(SCHEMA);
    expect({ valid: validate(JSON.parse(JSON.stringify(report))), errors: validate.errors }).toEqual({
      valid: true,
      errors: null,
    });
    expect(report.base).toBe('HEAD');
  });

  it('is Markdown with a table to take in at a glance, the details folded, and a mark to find the comment by', async () => {
    const { text } = await changedTwice(['--format', 'markdown']);
    expect(text).toMatch(/^<!-- pgplatform diff -->\n\n### What this does to the databases: volume resize\n/);
    expect(text).toContain('| <code>db-prod/pg</code> | **volume resize**, **reload** |');
    expect(text.indexOf('<details>')).toBeGreaterThan(text.indexOf('**volume resize**'));
  });

  it('lets nothing from the repository become markup', async () => {
    const root = folderWith(handWritten('prod'));
    commit(root);
    write(root, more('work_mem: 8MB', `work_mem: "<img src=x>|@everyone ![a](b) \`c\`"`));
    const { text } = await differed(root, ['HEAD', '--format', 'markdown']);
    expect(text).not.toMatch(/<img|@everyone|!\[a\]|\|@|`c`/);
    expect(text).toContain('everyone');
  });

  it('says when nothing changes', async () => {
    const root = folderWith(handWritten('prod'));
    commit(root);
    expect((await differed(root, ['HEAD', '--operator-version', '1.30.0'])).text).toBe(
      'HEAD to the work tree: none; 1 database does not change',
    );
    expect((await differed(root, ['HEAD', '--format', 'markdown'])).text).toContain('No database changes.');
  });
});
