import { CLUSTER, commit, differed, folderWith, git, removeFolders, write } from './differed';

afterEach(removeFolders);

const PLUGIN = `  plugins:
    - name: barman-cloud.cloudnative-pg.io
      isWALArchiver: true
      parameters: { barmanObjectName: store }
`;
const cluster = (workMem: string) => CLUSTER.replace('8MB', workMem) + PLUGIN;
const store = (memory: string, extra = '') => `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: store }
spec:
  configuration: { destinationPath: 's3://a/b', s3Credentials: { inheritFromIAMRole: true }${extra} }
  instanceSidecarConfiguration: { resources: { limits: { memory: ${memory} } } }
`;
const WAITING = 'object-store-sidecar-waiting';

/** One repository, one commit for each state of its folder; the last one is left in the work tree. */
function history(...states: readonly { readonly [path: string]: string }[]): { root: string; commits: string[] } {
  const root = folderWith(states[0]);
  const commits = [commit(root)];
  for (const [index, state] of states.slice(1).entries()) {
    write(root, state);
    if (index < states.length - 2) commits.push(commit(root));
  }
  return { root, commits };
}

async function waiting(root: string): Promise<any[]> {
  const { report } = await differed(root, ['HEAD']);
  return report.databases.flatMap(({ changes }: any) => changes.filter(({ rule }: any) => rule === WAITING));
}

const start = { 'db/all.yaml': `${cluster('8MB')}---\n${store('1Gi')}` };
const sidecar = { 'db/all.yaml': `${cluster('8MB')}---\n${store('2Gi')}` };
const reload = { 'db/all.yaml': `${cluster('16MB')}---\n${store('2Gi')}` };

test('what was said of the sidecar in an earlier commit comes with the next change of the Cluster', async () => {
  const { root, commits } = history(start, sidecar, reload);
  const { report, text } = await differed(root, ['HEAD']);
  expect(report.databases[0]).toMatchObject({ verdict: 'rolling update', effects: ['rolling update', 'reload'] });
  const [change] = await waiting(root);
  expect(change).toMatchObject({ effect: 'rolling update', object: expect.stringMatching(/^ObjectStore\/.*store$/) });
  expect(change.why).toContain(commits[1].slice(0, 12));
  expect(text).toContain('it waits, and this change brings it');
});

test('it is remembered over commits that change neither', async () => {
  const other = { 'README.md': 'text', 'db/all.yaml': `${cluster('8MB')}---\n${store('2Gi', ', wal: { compression: gzip }')}` };
  const last = { 'db/all.yaml': `${cluster('16MB')}---\n${store('2Gi', ', wal: { compression: gzip }')}` };
  expect(await waiting(history(start, sidecar, other, last).root)).toHaveLength(1);
});

test('a change of the Cluster after it has brought it, and one with it brings it at once', async () => {
  const again = { 'db/all.yaml': `${cluster('32MB')}---\n${store('2Gi')}` };
  expect(await waiting(history(start, sidecar, reload, again).root)).toEqual([]);
  expect(await waiting(history(start, reload, again).root)).toEqual([]);
});

test('nothing waits for a Cluster that does not change, or without a history', async () => {
  const { root } = history(start, sidecar, { 'README.md': 'text' });
  expect(await waiting(root)).toEqual([]);
  const shallow = history(start, reload);
  expect(await waiting(shallow.root)).toEqual([]);
  expect(git(shallow.root, 'rev-list', '--count', 'HEAD')).toBe('1');
});
