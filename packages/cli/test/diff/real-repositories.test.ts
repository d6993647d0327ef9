import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import { CLUSTER, commit, differed, folderWith, git, removeFolders, write } from './differed';

const SCHEMA = JSON.parse(fs.readFileSync(path.join(__dirname, '../../../impact/schema/impact-report.schema.json'), 'utf8'));
const validate = new Ajv({ strict: false, validateFormats: false }).compile(SCHEMA);
const IN_DB = CLUSTER.replace('  name: pg\n', '  name: pg\n  namespace: db\n');
const LARGER = IN_DB.replace('10Gi', '20Gi');

afterEach(removeFolders);

type Files = { readonly [path: string]: string | undefined };

/** The verdicts on one commit after another, and all that was said. */
async function changed(before: Files, after: Files, args: string[] = []) {
  const root = folderWith(before as { [path: string]: string });
  commit(root);
  write(root, after);
  const result = await differed(root, ['HEAD', ...args]);
  if (result.codes.length > 0) return { ...result, verdicts: result.codes };
  expect({ valid: validate(JSON.parse(JSON.stringify(result.report))), errors: validate.errors }).toEqual({
    valid: true,
    errors: null,
  });
  const verdicts = result.report.databases.map(({ namespace, cluster, verdict }: any) => `${namespace}/${cluster} ${verdict}`);
  return { ...result, verdicts };
}

describe('manifests as people write them', () => {
  it.each([
    ['in one file with others', `${IN_DB}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n`, `---\n${LARGER}`],
    ['in a List', listOf(IN_DB), listOf(LARGER)],
    ['as JSON', jsonOf('10Gi'), jsonOf('20Gi')],
    ['with the line ends of Windows', IN_DB.replaceAll('\n', '\r\n'), LARGER.replaceAll('\n', '\r\n')],
  ])('%s', async (_, before, after) => {
    const name = before.startsWith('{') ? 'db/cluster.json' : 'db/cluster.yaml';
    expect((await changed({ [name]: before }, { [name]: after })).verdicts).toEqual(['db/pg volume resize']);
  });

  it('in another file, in another folder, in another format: nothing changes', async () => {
    const { verdicts } = await changed(
      { 'db/cluster.yaml': IN_DB },
      { 'db/cluster.yaml': undefined, 'new/place/all.json': jsonOf('10Gi') },
    );
    expect(verdicts).toEqual(['db/pg none']);
  });

  it('whose file says no namespace on one side are the same database', async () => {
    expect((await changed({ 'db/cluster.yaml': CLUSTER }, { 'db/cluster.yaml': IN_DB })).verdicts).toEqual(['db/pg none']);
  });
});

describe('what cannot be read', () => {
  const broken = { 'db/cluster.yaml': `${IN_DB}  wrong: [\n` };

  it('after the change is unknown, with a note', async () => {
    const { verdicts, report } = await changed({ 'db/cluster.yaml': IN_DB }, broken);
    expect(verdicts).toEqual(['db/pg unknown']);
    expect(report.notices.join('\n')).toMatch(/the work tree: db\/cluster\.yaml: /);
  });

  it('or not be built, because it names a file that is not there, is unknown', async () => {
    const kustomization = (...resources: string[]) => ({
      'overlay/kustomization.yaml': `namePrefix: my-\nresources: ${JSON.stringify(['../db', ...resources])}\n`,
    });
    const base = { 'db/kustomization.yaml': 'resources: [cluster.yaml]\n', 'db/cluster.yaml': IN_DB };
    const { verdicts, report } = await changed({ ...base, ...kustomization() }, kustomization('gone.yaml'));
    expect(verdicts).toEqual(['db/my-pg unknown', 'db/pg unknown']);
    expect(report.notices.join('\n')).toMatch(/Kustomize does not build overlay/);
  });

  it('before the change is unknown as well', async () => {
    expect((await changed(broken, { 'db/cluster.yaml': IN_DB })).verdicts).toEqual(['db/pg unknown']);
  });

  it('and is about no database does not matter', async () => {
    const root = folderWith({ 'db/cluster.yaml': IN_DB, 'web/values.yaml': 'a: [\n', 'web/t.yaml': 'a: {{ .Values.a }}\n' });
    fs.writeFileSync(path.join(root, 'web/latin1.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe4]));
    fs.writeFileSync(path.join(root, 'web/binary.yaml'), Buffer.from([0, 1, 2, 3]));
    fs.writeFileSync(path.join(root, 'web/huge.yaml'), `# ${'x'.repeat(9 * 1024 * 1024)}\n`);
    fs.symlinkSync('../db/cluster.yaml', path.join(root, 'web/link.yaml'));
    fs.symlinkSync('nowhere', path.join(root, 'web/dangling.yaml'));
    commit(root);
    write(root, { 'db/cluster.yaml': LARGER });
    const { report, exitCode } = await differed(root, ['HEAD']);
    expect([exitCode, report.worst, report.databases.length]).toEqual([0, 'volume resize', 1]);
    expect(report.notices.filter((notice: string) => notice.includes('web/'))).toEqual([]);
  });
});

describe('revisions', () => {
  it('without any file, the same twice, and in the other order', async () => {
    const root = folderWith({ 'db/cluster.yaml': IN_DB });
    git(root, 'init', '-q');
    git(root, 'commit', '-q', '--allow-empty', '-m', 'empty');
    const first = commit(root);
    write(root, { 'db/cluster.yaml': LARGER });
    const second = commit(root);
    const worst = async (...args: string[]) => (await differed(root, args)).report.worst;
    expect(await worst(`${first}~1`, first)).toBe('none');
    expect(await worst(first, `${first}~1`)).toBe('destroys data');
    expect(await worst(second, second)).toBe('none');
    expect(await worst(second, first)).toBe('rejected');
    git(root, 'checkout', '-q', '--detach', second);
    expect(await worst()).toBe('none');
    expect(await worst(first)).toBe('volume resize');
  });

  it('that a shallow clone does not have are named as such', async () => {
    const root = folderWith({ 'db/cluster.yaml': IN_DB });
    const first = commit(root);
    write(root, { 'db/cluster.yaml': LARGER });
    commit(root);
    const clone = path.join(folderWith({}), 'clone');
    git(root, 'clone', '-q', '--depth', '1', `file://${root}`, clone);
    expect((await differed(clone, [first])).codes).toEqual(['REVISION_UNKNOWN']);
  });

  it('with a submodule', async () => {
    const inner = folderWith({ 'other/cluster.yaml': IN_DB });
    commit(inner);
    const root = folderWith({ 'db/cluster.yaml': IN_DB });
    commit(root);
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'vendored');
    const head = commit(root);
    expect((await differed(root, [`${head}~1`, head])).report).toMatchObject({ worst: 'none', databases: [{}] });
  });
});

describe('other tools', () => {
  const flux = (spec: string) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: db, namespace: flux-system }
spec: { path: ./apps/db, prune: true, targetNamespace: orders, ${spec} }
`;

  it('Flux: what a Kustomization names is applied, and goes with it', async () => {
    const before = { 'apps/db/cluster.yaml': CLUSTER, 'flux/db.yaml': flux('interval: 1h') };
    expect((await changed(before, { 'apps/db/cluster.yaml': CLUSTER.replace('10Gi', '20Gi') })).verdicts).toEqual([
      'orders/pg volume resize',
    ]);
    const gone = await changed(before, { 'flux/db.yaml': undefined });
    expect(gone.verdicts).toEqual(['orders/pg destroys data']);
    expect(gone.exitCode).toBe(1);
    expect(gone.text).toContain('Flux deletes Cluster/orders/pg');
    expect(gone.report.applications).toMatchObject([{ name: 'db', action: 'disappears', deletes: ['Cluster/orders/pg'] }]);
  });

  it('Flux: a new chart of the operator rolls, whatever installs it', async () => {
    const release = (version: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: cnpg, namespace: cnpg-system }
spec: { chart: { spec: { chart: cloudnative-pg, version: ${version} } } }
`;
    const files = { 'db/cluster.yaml': IN_DB, 'flux/cnpg.yaml': release('0.28.3') };
    const { verdicts, report } = await changed(files, { 'flux/cnpg.yaml': release('0.29.0') });
    expect(verdicts).toEqual(['db/pg rolling update']);
    expect(report.notices).toEqual([]);
  });

  it('Helm: a chart with templates of Clusters is unknown when it changes, and says so', async () => {
    const chart = {
      'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
      'charts/db/values.yaml': 'size: 10Gi\n',
    };
    const template = { 'charts/db/templates/cluster.yaml': CLUSTER.replace('10Gi', '{{ .Values.size }}') };
    const { verdicts, text } = await changed({ ...chart, ...template }, { 'charts/db/values.yaml': 'size: 5Gi\n' });
    expect(verdicts).toEqual(['/db unknown']);
    expect(text).toContain('charts/db: Helm makes databases of this chart and is not run here');
    expect((await changed({ ...chart, ...template }, { 'README.md': 'x' })).verdicts).toEqual(['/db none']);
  });
});

test('a version that is none is refused', async () => {
  expect((await changed({ 'db/cluster.yaml': IN_DB }, {}, ['--operator-version', 'newest'])).codes).toEqual([
    'OPERATOR_VERSION_INVALID',
  ]);
});

function listOf(cluster: string): string {
  return `apiVersion: v1\nkind: List\nitems:\n- ${cluster.trimEnd().replaceAll('\n', '\n  ')}\n`;
}

function jsonOf(size: string): string {
  return JSON.stringify({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'pg', namespace: 'db', annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } },
    spec: {
      imageName: 'ghcr.io/cloudnative-pg/postgresql:17.10-standard-trixie',
      instances: 3,
      storage: { size },
      postgresql: { parameters: { work_mem: '8MB' } },
    },
  });
}
