import { parse } from 'yaml';
import { GeneratedRepository, SECRET, throwawayKey } from './generated-repository';

const stage = throwawayKey();
const prod = throwawayKey();
const ANNOTATE = (namespace: string) =>
  `kubectl -n ${namespace} annotate secret ${SECRET} sealedsecrets.bitnami.com/managed=true`;
const REFRESH = ['seal', '--refresh-metadata'];
let repository: GeneratedRepository;

/** The sealed file of an environment as version 0.2.0 wrote it. */
function makeStale(environment: string): string {
  const file = repository.file(environment);
  repository.write(file, repository.read(file).replace(/ {8}sealedsecrets.bitnami.com\/managed: .*\n/, ''));
  return repository.read(file);
}

beforeEach(() => {
  repository = new GeneratedRepository({ stage: stage.certificate, prod: prod.certificate });
  repository.writeSealed('stage');
  repository.writeSealed('prod');
});
afterEach(() => repository.remove());

it('brings every sealed file up to date, without a value or a cluster, and says what its Secret needs', () => {
  const right = repository.tree();
  const before = makeStale('stage');
  makeStale('prod');
  const ran = repository.run(REFRESH, { env: { PATH: '/nowhere' } });
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining(`    ${ANNOTATE('postgres-stage')}\n`) });
  expect(ran.stdout).toContain(ANNOTATE('postgres-prod'));
  const { encryptedData } = parse(before).spec;
  expect(parse(repository.read(repository.file('stage'))).spec.encryptedData).toEqual(encryptedData);
  const annotations = (file: string) => parse(repository.read(file)).spec.template.metadata.annotations;
  expect(annotations(repository.file('prod'))).toHaveProperty(['sealedsecrets.bitnami.com/managed'], 'true');
  expect(Object.keys(repository.tree())).toEqual(Object.keys(right));
});

it('says that there is nothing to do, and writes nothing then', () => {
  const before = repository.tree();
  expect(repository.run(REFRESH)).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to do') });
  expect(JSON.parse(repository.run([...REFRESH, '--json']).stdout)).toEqual({ ok: true, files: [] });
  expect(repository.tree()).toEqual(before);
});

it('does one environment, or one secret, when they are named', () => {
  makeStale('stage');
  const untouched = makeStale('prod');
  const file = { file: repository.file('stage'), state: 'refreshed' };
  const ran = repository.run([...REFRESH, 'stage', SECRET, '--json']);
  expect(JSON.parse(ran.stdout)).toEqual({ ok: true, files: [{ ...file, heal: ANNOTATE('postgres-stage') }] });
  expect(repository.run([...REFRESH, 'stage', 'smtp'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('nothing to do'),
  });
  expect(repository.read(repository.file('prod'))).toBe(untouched);
  expect(repository.run([...REFRESH, 'prod']).stdout).toContain(repository.file('prod'));
  expect(repository.run([...REFRESH, 'prdo'])).toMatchObject({ code: 2, stderr: expect.stringContaining('ENVIRONMENT_UNKNOWN') });
});

it('needs nothing of a Secret that follows its SealedSecret already', () => {
  const file = repository.file('stage');
  repository.write(file, repository.read(file).replace(/ {6}labels:\n.*\n/, ''));
  const { files } = JSON.parse(repository.run([...REFRESH, '--json']).stdout);
  expect(files).toEqual([{ file, state: 'refreshed' }]);
});

it('a file that it cannot bring up to date stays as it was, the others are done: exit code 1', () => {
  makeStale('prod');
  const json = JSON.stringify(parse(makeStale('stage')));
  repository.write(repository.file('stage'), json);
  const ran = repository.run([...REFRESH, '--json']);
  expect([ran.code, JSON.parse(ran.stdout).files.map(({ state }: any) => state)]).toEqual([1, ['failed', 'refreshed']]);
  expect(repository.read(repository.file('stage'))).toBe(json);
});

it('takes no value, and sealing still needs its arguments', () => {
  expect(repository.run([...REFRESH, '--only', 'ACCESS_KEY_ID'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('REFRESH_OPTIONS'),
  });
  expect(repository.run(['seal'])).toMatchObject({ code: 2, stderr: expect.stringContaining('The argument ENV is missing') });
  expect(repository.run(['seal', 'stage'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('The argument SECRET is missing'),
  });
});

it('seal status names the command, and so does a value that is sealed into such a file', () => {
  makeStale('stage');
  expect(repository.run(['seal', 'status'])).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SEAL_MANAGED[\s\S]*pgplatform seal --refresh-metadata stage postgres-backup-s3-credentials/),
  });
  const only = ['--only', 'ACCESS_KEY_ID', '--from', 'ACCESS_KEY_ID=stdin'];
  const sealed = repository.run(['seal', 'stage', SECRET, ...only], { input: 'AKIAZ7OTHEROTHEROTHE' });
  expect(sealed.stdout).toContain(ANNOTATE('postgres-stage'));
  expect(repository.run(REFRESH).stdout).toContain('nothing to do');
});
