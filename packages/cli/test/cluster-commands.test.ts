import { parse } from 'yaml';
import { GeneratedRepository, SECRET, throwawayKey } from './generated-repository';
import { StubCluster } from './stub-cluster';

const old = throwawayKey();
const newest = throwawayKey();
const foreign = throwawayKey();
const cluster = new StubCluster([newest, old]);
let repository: GeneratedRepository;

beforeAll(() => cluster.start());
afterAll(() => cluster.stop());
beforeEach(() => {
  cluster.keys = [newest, old];
  cluster.requests.length = 0;
});
afterEach(() => repository.remove());

const run = (...args: string[]) => repository.runBeside(args, cluster.env());
const sealedSecretOf = (name: string) => `/apis/bitnami.com/v1alpha1/namespaces/postgres-stage/sealedsecrets/${name}`;
const values = (file: string) => parse(repository.read(file)).spec.encryptedData;

describe('live', () => {
  it('the newest key opens', async () => {
    repository = new GeneratedRepository({ stage: newest.certificate });
    const ran = await run('live', 'stage', '--json');
    expect([ran.code, JSON.parse(ran.stdout)]).toEqual([0, expect.objectContaining({ opens: true, newest: true })]);
  });

  it('an older key opens, and is said to be older', async () => {
    repository = new GeneratedRepository({ stage: old.certificate });
    expect(await run('live', 'stage')).toMatchObject({ code: 0, stdout: expect.stringContaining('not its newest key') });
  });

  it('the key of another cluster does not open: exit code 1', async () => {
    repository = new GeneratedRepository({ stage: foreign.certificate });
    expect(await run('live', 'stage')).toMatchObject({ code: 1, stdout: expect.stringContaining('can NOT open') });
  });

  it('asks for the service, the canary and the certificate, and for nothing else', async () => {
    repository = new GeneratedRepository({ stage: newest.certificate });
    await run('live', 'stage');
    const services = '/api/v1/namespaces/kube-system/services';
    const proxy = `${services}/http:sealed-secrets-controller:web/proxy/v1`;
    expect(cluster.requests).toEqual([
      `${services}/sealed-secrets-controller`,
      `${proxy}/verify`,
      `${proxy}/cert.pem`,
      ...[SECRET, 'product-a-api', 'smtp'].map(sealedSecretOf),
    ]);
  });

  describe('the SealedSecrets of the environment', () => {
    const annotations = {
      'sealedsecrets.bitnami.com/skip-set-owner-references': 'true',
      'sealedsecrets.bitnami.com/managed': 'true',
    };
    const half = { 'sealedsecrets.bitnami.com/skip-set-owner-references': 'true' };
    const UNMANAGED = `failed update: Resource "${SECRET}" already exists and is not managed by SealedSecret`;
    /** As the controller leaves it: the condition of an observed generation. */
    const observed = (status: string, message = '', more: object = {}) => ({
      metadata: { generation: 2 },
      spec: { template: { metadata: { annotations } } },
      status: { observedGeneration: 2, conditions: [{ type: 'Synced', status, message }] },
      ...more,
    });
    const halfTemplate = { spec: { template: { metadata: { annotations: half } } } };

    beforeEach(() => {
      repository = new GeneratedRepository({ stage: newest.certificate });
    });
    afterEach(() => {
      cluster.sealedSecrets.clear();
      cluster.fault = undefined;
    });

    it.each<[string, number, object]>([
      ['synced', 0, observed('True')],
      ['unmanaged', 1, observed('False', UNMANAGED)],
      ['unmanaged', 1, observed('False', UNMANAGED, halfTemplate)],
      ['unmanaged', 1, observed('True', '', halfTemplate)],
      ['not opened', 1, observed('False', 'no key could decrypt secret (ACCESS_KEY_ID)')],
      ['failed', 1, observed('False', 'template: conf:1: error calling atoi: parsing "hunter2"')],
      ['waiting', 0, observed('False', UNMANAGED, { metadata: { generation: 3 } })],
      ['waiting', 0, { metadata: { generation: 1 } }],
    ])('%s: exit code %p', async (state, code, sealed) => {
      cluster.sealedSecrets.set(`postgres-stage/${SECRET}`, sealed);
      const [json, text] = [await run('live', 'stage', '--json'), await run('live', 'stage')];
      expect([json.code, text.code]).toEqual([code, code]);
      expect(JSON.parse(json.stdout).sealedSecrets.map((one: any) => one.state)).toEqual([state, 'absent', 'absent']);
      expect(json.stdout + text.stdout).not.toContain('hunter2');
      const heal = `    kubectl -n postgres-stage annotate secret ${SECRET} sealedsecrets.bitnami.com/managed=true`;
      expect(text.stdout.includes(heal)).toBe(state === 'unmanaged');
      const isStale = JSON.stringify(sealed).includes(JSON.stringify(half));
      expect(text.stdout.includes('pgplatform seal --refresh-metadata stage')).toBe(isStale);
    });

    it('that may not be read are said to be unknown, and the rest is answered', async () => {
      cluster.fault = { at: `/sealedsecrets/${SECRET}`, status: 403 };
      const ran = await run('live', 'stage');
      expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(/can open[\s\S]*you may not read it/)]);
    });

    it('of a cluster that fails meanwhile are an outside failure', async () => {
      cluster.fault = { at: `/sealedsecrets/${SECRET}`, half: true };
      cluster.sealedSecrets.set(`postgres-stage/${SECRET}`, observed('True'));
      expect(await run('live', 'stage')).toMatchObject({ code: 3, stderr: expect.stringContaining('CLUSTER_ANSWER') });
    });
  });
});

describe('reseal', () => {
  const smtp = 'infrastructure/postgres/overlays/stage/smtp-sealed.yaml';

  beforeEach(() => {
    repository = new GeneratedRepository({ stage: old.certificate });
    repository.seal('stage');
    repository.run(['seal', 'stage', 'smtp', '--from', 'certificate=stdin'], { input: 'a1\nb2\n' });
    repository.pin('stage', newest.certificate);
  });

  it('shows the plan and writes nothing until it is told to', async () => {
    const before = repository.tree();
    const ran = await run('reseal', 'stage', '--json');
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout).files).toEqual([
      { file: repository.file('stage'), keys: ['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY'], state: 'planned' },
      { file: smtp, keys: ['certificate'], state: 'planned' },
    ]);
    expect(cluster.requests).toEqual([]);
    expect(repository.tree()).toEqual(before);
  });

  it('every value is under the newest key then, everything else of the files as before', async () => {
    repository.write(
      smtp,
      repository
        .read(smtp)
        .replace('spec:', '# ours\nspec:')
        .replace('  template:', '  template:\n    data:\n      conf: "{{ .certificate }}"'),
    );
    const before = repository.read(smtp);
    const sealed = values(smtp).certificate;
    expect((await run('reseal', 'stage', '--yes')).code).toBe(0);
    const after = repository.read(smtp);
    const annotation = / {4}pgplatform.dev\/sealed: .*/;
    expect(after.replace(values(smtp).certificate, sealed).replace(annotation, '')).toBe(before.replace(annotation, ''));
    expect(values(smtp).certificate).not.toBe(sealed);
    cluster.keys = [newest];
    expect((await run('seal', 'status', '--json')).stdout).not.toContain('SEAL_EARLIER_KEY');
    cluster.requests.length = 0;
    expect(await run('reseal', 'stage', '--yes')).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to do') });
    expect(cluster.requests).toEqual([]);
  });

  it('a value that the cluster cannot open is named, its file is not touched, and the others are done, on every run', async () => {
    const [first, second] = [repository.read(repository.file('stage')), repository.read(smtp)];
    const broken = first.replace(values(repository.file('stage')).ACCESS_KEY_ID, values(smtp).certificate);
    repository.write(repository.file('stage'), broken);
    const failed = {
      file: repository.file('stage'),
      keys: ['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY'],
      state: 'failed',
      reason: expect.stringMatching(/^the cluster cannot open ACCESS_KEY_ID under /),
    };
    const ran = await run('reseal', 'stage', '--yes', '--json');
    expect([ran.code, JSON.parse(ran.stdout)]).toEqual([
      1,
      { ok: false, files: [failed, { file: smtp, keys: ['certificate'], state: 'resealed' }] },
    ]);
    expect(repository.read(repository.file('stage'))).toBe(broken);
    expect(repository.read(smtp)).not.toBe(second);
    const again = await run('reseal', 'stage', '--yes', '--json');
    expect([again.code, JSON.parse(again.stdout).files]).toEqual([1, [failed]]);
  });

  it('what is no sealed value does not stop the files behind it', async () => {
    const file = repository.file('stage');
    repository.write(file, repository.read(file).replace(/(ACCESS_SECRET_KEY: ).*/, '$112'));
    const ran = await run('reseal', 'stage', '--yes', '--json');
    expect([ran.code, JSON.parse(ran.stdout).files]).toMatchObject([
      1,
      [{ reason: expect.stringContaining('cannot open ACCESS_SECRET_KEY under') }, { state: 'resealed' }],
    ]);
  });

  it.each([
    ['that cannot be read', (text: string) => `${text}---\nkind: Another\n`, 'The file is not the simple YAML'],
    ['for another place', (text: string) => text.replace('  name: postgres-', '  name: other-'), 'sealed for another name'],
  ])('a file %s does not stop those behind it', async (_, spoil, reason) => {
    const file = repository.file('stage');
    // One of its keys is under the newest key already, so that the file is not made anew.
    const only = ['seal', 'stage', SECRET, '--only', 'ACCESS_KEY_ID', '--from', 'ACCESS_KEY_ID=stdin'];
    expect(repository.run(only, { input: 'AKIAZ7PTYPTYPTYPTYPT' }).code).toBe(0);
    repository.write(file, spoil(repository.read(file)));
    const before = repository.read(file);
    const ran = await run('reseal', 'stage', '--yes', '--json');
    expect([ran.code, JSON.parse(ran.stdout).files]).toMatchObject([
      1,
      [{ state: 'failed', reason: expect.stringContaining(reason) }, { state: 'resealed' }],
    ]);
    expect(repository.read(file)).toBe(before);
  });

  it('says what the Secret of a file needs that did not let the controller update it', async () => {
    const file = repository.file('stage');
    repository.write(file, repository.read(file).replace(/ {8}sealedsecrets.bitnami.com\/managed: .*\n/, ''));
    const ran = await run('reseal', 'stage', '--yes');
    expect(ran).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('kubectl -n postgres-stage annotate secret postgres-'),
    });
    expect(parse(repository.read(file)).spec.template.metadata.annotations).toHaveProperty(['sealedsecrets.bitnami.com/managed']);
  });

  it('goes on where it was interrupted', async () => {
    let rotations = 0;
    cluster.onRequest = (url) => {
      if (url.endsWith('/v1/rotate') && ++rotations === 2) {
        cluster.fault = { at: '/v1/rotate', status: 503 };
      }
    };
    const second = repository.read(smtp);
    const ran = await run('reseal', 'stage', '--yes', '--json');
    cluster.onRequest = () => {};
    cluster.fault = undefined;
    expect([ran.code, JSON.parse(ran.stdout).files.map((file: any) => file.state)]).toEqual([3, ['resealed', 'planned']]);
    expect(repository.read(smtp)).toBe(second);
    const again = await run('reseal', 'stage', '--yes', '--json');
    expect(JSON.parse(again.stdout).files).toEqual([{ file: smtp, keys: ['certificate'], state: 'resealed' }]);
  });

  it('refuses a cluster whose newest key is not the pinned one', async () => {
    cluster.keys = [foreign, newest, old];
    const before = repository.tree();
    expect(await run('reseal', 'stage', '--yes')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('CERTIFICATE_NOT_NEWEST'),
    });
    expect(repository.tree()).toEqual(before);
  });
});

describe('cert pin', () => {
  beforeEach(() => {
    repository = new GeneratedRepository({ stage: undefined, prod: undefined });
  });

  it('takes the newest certificate of the cluster, and writes both files', async () => {
    expect(await run('cert', 'pin', 'stage', '--yes')).toMatchObject({ code: 0, stdout: expect.stringContaining('npx projen') });
    expect(repository.read('certs/stage.pem')).toBe(newest.certificate.pem);
    expect(repository.read('.projenrc.ts')).toContain(
      `{ name: 'stage', certificate: { path: 'certs/stage.pem', spki: '${newest.certificate.spki}' } }`,
    );
  });

  it('does not take the same key for another environment', async () => {
    await run('cert', 'pin', 'stage', '--yes');
    const before = repository.tree();
    expect(await run('cert', 'pin', 'prod', '--yes')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('CERTIFICATE_SHARED'),
    });
    expect(repository.tree()).toEqual(before);
  });

  it('takes it when it is said that both are one cluster; both pins name one file then', async () => {
    await run('cert', 'pin', 'stage', '--yes');
    expect((await run('cert', 'pin', 'prod', '--yes', '--shared')).code).toBe(0);
    expect(repository.read('.projenrc.ts')).toContain(
      `{ name: 'prod', certificate: { path: 'certs/stage.pem', spki: '${newest.certificate.spki}' } }`,
    );
    expect(Object.keys(repository.tree()).filter((file) => file.startsWith('certs'))).toEqual(['certs/stage.pem']);
  });

  it('takes the expected key and no other', async () => {
    const before = repository.tree();
    expect((await run('cert', 'pin', 'stage', '--expect', old.certificate.fingerprint)).code).toBe(1);
    expect((await run('cert', 'pin', 'stage', '--expect', old.certificate.spki)).code).toBe(1);
    expect(repository.tree()).toEqual(before);
    expect((await run('cert', 'pin', 'stage', '--expect', newest.certificate.fingerprint)).code).toBe(0);
    expect(await run('cert', 'pin', 'stage', '--expect', newest.certificate.spki)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('pinned already'),
    });
  });
});
