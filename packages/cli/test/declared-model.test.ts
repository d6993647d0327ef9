import { createPrivateKey } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Model, recordSynthesis } from '@pgplatform/core';
import { encryptionLabel } from '@pgplatform/sealed-secrets';
import { parse } from 'yaml';
import { sourceDoubts } from '../src/source/source-doubts';
import { GeneratedRepository, SECRET, throwawayKey } from './generated-repository';
import { unseal } from './unsealer';

const stage = throwawayKey();
const prod = throwawayKey();
const attacker = throwawayKey();
const cache = fs.mkdtempSync(path.join(os.tmpdir(), 'pgplatform-cache-'));
const KEY = '0123456789abcdefghijABCDEFGHIJ0123456789';
let repository: GeneratedRepository;

beforeEach(() => {
  process.env.XDG_CACHE_HOME = cache;
  repository = new GeneratedRepository({ stage: stage.certificate, prod: prod.certificate });
});
afterEach(() => repository.remove());
afterAll(() => {
  delete process.env.XDG_CACHE_HOME;
  fs.rmSync(cache, { recursive: true });
});

/** A kubectl that notes that it was asked. */
function kubectl(): { env: Record<string, string>; asked: () => string } {
  const bin = fs.mkdtempSync(path.join(cache, 'bin-'));
  const log = path.join(bin, 'asked');
  fs.writeFileSync(path.join(bin, 'kubectl'), `#!/bin/sh\necho "$@" >> '${log}'\nexit 1\n`, { mode: 0o755 });
  const env = { PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  return { env, asked: () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : '') };
}

const COMMANDS = [
  ['seal', 'stage', SECRET, '--from', 'ACCESS_SECRET_KEY=stdin', '--only', 'ACCESS_SECRET_KEY'],
  ['seal', '--refresh-metadata'],
  ['seal', 'status'],
  ['cert', 'show'],
  ['cert', 'status'],
  ['live', 'stage'],
  ['reseal', 'stage', '--yes'],
];

describe('a model that somebody edited, beside an untouched .projenrc.ts', () => {
  const [own, role, smtp] = [0, 1, 2];
  it.each<[string, (environments: any[]) => void]>([
    ['another certificate', ([one]) => (one.certificate.spki = attacker.certificate.spki)],
    ["another environment's certificate", ([one, other]) => (one.certificate = other.certificate)],
    ['another file of the certificate', ([one]) => (one.certificate.path = 'certs/other.pem')],
    ['no certificate', ([one]) => delete one.certificate],
    ['a wider scope', ([one]) => (one.secrets[own].scope = 'cluster-wide')],
    ['another namespace of the secret', ([one]) => (one.secrets[own].namespace = 'attackers')],
    [
      'another namespace',
      ([one]) => {
        one.namespace = 'attackers';
        for (const secret of one.secrets) secret.namespace = 'attackers';
      },
    ],
    ['another controller', ([one]) => (one.sealedSecrets = { name: 'other', namespace: 'attackers' })],
    ['a controller whose namespace is a path', ([one]) => (one.sealedSecrets.namespace = 'kube-system/secrets/admin-token?x=')],
    [
      'an annotation that copies the Secret elsewhere',
      ([one]) => (one.secrets[own].annotations['reflector.v1.k8s.emberstack.com/reflection-auto-enabled'] = 'true'),
    ],
    ['a label', ([one]) => (one.secrets[own].labels.app = 'attackers')],
    ['a password that is known', ([one]) => (one.secrets[role].keys[1].publicValue = 'attackers')],
    ['a public value of a key', ([one]) => (one.secrets[smtp].keys[0].publicValue = 'attackers')],
    ['a pattern', ([one]) => (one.secrets[smtp].keys[0].pattern = '(a+)+$')],
    ['another type', ([one]) => (one.secrets[smtp].type = 'kubernetes.io/service-account-token')],
    ['another source', ([one]) => (one.secrets[own].source = 'existing')],
  ])('%s: no command works with it, nothing is written and no cluster asked', (_, edit) => {
    repository.writeSealed('stage');
    repository.synth(({ environments }) => edit(environments));
    repository.write('certs/stage.pem', attacker.certificate.pem);
    repository.write('certs/other.pem', attacker.certificate.pem);
    const before = repository.tree();
    const { env, asked } = kubectl();
    for (const command of COMMANDS) {
      const ran = repository.run(command, { input: KEY, env });
      expect([command[0], ran.code, ran.stdout, ran.stderr]).toEqual([
        command[0],
        2,
        '',
        expect.stringMatching(/MODEL_(DIFFERS|INVALID) /),
      ]);
    }
    expect([asked(), repository.tree()]).toEqual(['', before]);
  });

  it('the certificate is asked of the controller that .projenrc.ts names', () => {
    repository.synth(({ environments }) => {
      environments[0].sealedSecrets = { name: 'other', namespace: 'attackers' };
    });
    const { env, asked } = kubectl();
    expect(repository.run(['cert', 'pin', 'stage', '--yes'], { env }).code).toBe(3);
    expect(asked()).toContain('/api/v1/namespaces/kube-system/services/sealed-secrets-controller');
    expect(asked()).not.toContain('attackers');
  });
});

describe('what .projenrc.ts says itself', () => {
  const opened = (label: Buffer) =>
    unseal(
      createPrivateKey(stage.privateKeyPem),
      parse(repository.read('infrastructure/postgres/overlays/stage/smtp-sealed.yaml')).spec.encryptedData.certificate,
      label,
    ).toString();
  const seal = () => repository.run(['seal', 'stage', 'smtp', '--from', 'certificate=stdin'], { input: 'a1\n' });
  const declared = (scope: string, more = '') =>
    `secrets: [{ name: 'smtp', keys: [{ name: 'certificate', multiline: true }], scope: ${scope}, scopeReason: 'moved by hand'${more} }]`;

  it('is sealed as it says: a wider scope, a label', () => {
    repository.declare(declared('SealingScope.NAMESPACE_WIDE', ", labels: { app: 'mail' }"), ({ environments }) => {
      for (const { secrets } of environments) {
        Object.assign(secrets[2], { scope: 'namespace-wide', labels: { ...secrets[2].labels, app: 'mail' } });
      }
    });
    expect(seal()).toMatchObject({ code: 0, stderr: '' });
    expect(opened(encryptionLabel('namespace-wide', 'postgres-stage', 'smtp'))).toBe('a1\n');
  });

  it('is not sealed when the model says less', () => {
    repository.declare(declared("'namespace-wide'"));
    expect(seal()).toMatchObject({ code: 2, stderr: expect.stringContaining('MODEL_DIFFERS  environments.stage.secrets.smtp') });
  });

  it('counts where it is computed only when a synthesis here made the model', () => {
    repository.write('.projenrc.ts', repository.read('.projenrc.ts').replace("spki: '", "spki: '' + '"));
    repository.synth();
    expect(seal()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/MODEL_UNPROVEN {2}environments\.stage\.certificate\.spki[\s\S]*npx projen/),
    });
    recordSynthesis(repository.read(Model.PATH));
    expect(seal().code).toBe(0);
    repository.synth(({ environments }) => {
      environments[0].certificate.spki = attacker.certificate.spki;
    });
    expect(seal()).toMatchObject({ code: 2, stderr: expect.stringContaining('MODEL_UNPROVEN') });
  });
});

it('the examples, and the repositories that released versions made, are what their source says', () => {
  const root = path.resolve(__dirname, '../../..');
  const folders = ['examples', 'e2e/released']
    .flatMap((folder) => fs.readdirSync(path.join(root, folder)).map((name) => path.join(root, folder, name)))
    .filter((folder) => fs.existsSync(path.join(folder, Model.PATH)));
  expect(folders.length).toBeGreaterThan(3);
  for (const folder of folders) {
    const projenrc = fs.readFileSync(path.join(folder, '.projenrc.ts'), 'utf8');
    const { environments } = Model.parse(fs.readFileSync(path.join(folder, Model.PATH), 'utf8'));
    expect([folder, environments.flatMap((one) => sourceDoubts(one, projenrc))]).toEqual([folder, []]);
  }
});
