import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { encryptionLabel } from '@pgplatform/sealed-secrets';
import { daysFromNow } from '@pgplatform/test-kit';
import { parse } from 'yaml';
import { GeneratedRepository, SECRET, throwawayKey } from './generated-repository';
import { unseal } from './unsealer';

const stage = throwawayKey();
const prod = throwawayKey();
const ID = 'AKIAZ7PTYPTYPTYPTYPT';
const KEY = '0123456789abcdefghijABCDEFGHIJ0123456789';
let repository: GeneratedRepository;

beforeEach(() => {
  repository = new GeneratedRepository({ stage: stage.certificate, prod: prod.certificate });
});
afterEach(() => repository.remove());

const opened = (file: string, key: string, name = SECRET) =>
  unseal(
    createPrivateKey(stage.privateKeyPem),
    parse(repository.read(file)).spec.encryptedData[key],
    encryptionLabel('strict', 'postgres-stage', name),
  ).toString();

describe('sources', () => {
  it('env, file, stdin and cmd give what is sealed, and a newline at the end goes with a notice', () => {
    repository.write('../id.txt', `${ID}\n`);
    const first = repository.run(
      ['seal', 'stage', SECRET, '--from', 'ACCESS_KEY_ID=file:../id.txt', '--from', 'ACCESS_SECRET_KEY=stdin'],
      { input: `${KEY}\r\n` },
    );
    fs.rmSync(path.join(repository.root, '../id.txt'));
    expect(first).toMatchObject({ code: 0 });
    expect(first.stderr.match(/removed the newline/g)).toHaveLength(2);
    expect([opened(repository.file('stage'), 'ACCESS_KEY_ID'), opened(repository.file('stage'), 'ACCESS_SECRET_KEY')]).toEqual([
      ID,
      KEY,
    ]);

    const other = 'AKIAZ7OTHEROTHEROTHE';
    const second = repository.run(
      [
        'seal',
        'stage',
        SECRET,
        '--from',
        'ACCESS_KEY_ID=env:S3_ID',
        '--from',
        `ACCESS_SECRET_KEY=cmd:${process.execPath} -e 'console.log("${KEY}")'`,
        '--json',
      ],
      { env: { S3_ID: other } },
    );
    expect(JSON.parse(second.stdout)).toMatchObject({
      ok: true,
      sealed: [
        { key: 'ACCESS_KEY_ID', bytes: 20 },
        { key: 'ACCESS_SECRET_KEY', bytes: 40 },
      ],
    });
    expect([opened(repository.file('stage'), 'ACCESS_KEY_ID'), opened(repository.file('stage'), 'ACCESS_SECRET_KEY')]).toEqual([
      other,
      KEY,
    ]);
  });

  it('an environment variable is gone before a command starts', () => {
    const script = `process.stdout.write(process.env.S3_ID === undefined ? '${KEY}' : 'seen')`;
    repository.write('show.js', script);
    const ran = repository.run(
      [
        'seal',
        'stage',
        SECRET,
        '--from',
        `ACCESS_SECRET_KEY=cmd:${process.execPath} show.js`,
        '--from',
        'ACCESS_KEY_ID=env:S3_ID',
      ],
      { env: { S3_ID: ID } },
    );
    expect(ran).toMatchObject({ code: 0 });
  });

  it('a file that a commit could pick up is warned about, an ignored one is not', () => {
    execFileSync('git', ['init', '-q'], { cwd: repository.root });
    repository.write('id.txt', ID);
    repository.write('key.ignored', KEY);
    repository.write('.gitignore', '*.ignored\n');
    const ran = repository.run([
      'seal',
      'stage',
      SECRET,
      '--from',
      'ACCESS_KEY_ID=file:id.txt',
      '--from',
      'ACCESS_SECRET_KEY=file:key.ignored',
    ]);
    expect(ran.code).toBe(0);
    expect(ran.stderr.match(/warning: the file of (\w+)/g)).toEqual(['warning: the file of ACCESS_KEY_ID']);
  });

  it.each<[string, string[], string]>([
    ['a literal', ['--from', 'ACCESS_KEY_ID=hunter2'], 'SOURCE_LITERAL'],
    ['a bare value', ['--from', 'hunter2'], 'SOURCE_LITERAL'],
    ['an undeclared key', ['--from', 'hunter2=env:HOME'], 'SOURCE_KEY'],
    ['two sources', ['--from', 'ACCESS_KEY_ID=env:A', '--from', 'ACCESS_KEY_ID=env:hunter2'], 'SOURCE_TWICE'],
    ['two values on stdin', ['--from', 'ACCESS_KEY_ID=stdin', '--from', 'ACCESS_SECRET_KEY=stdin'], 'SOURCE_STDIN_TWICE'],
    ['an unset variable', ['--from', 'ACCESS_KEY_ID=env:hunter2'], 'SOURCE_ENV'],
    ['a missing file', ['--from', 'ACCESS_KEY_ID=file:hunter2'], 'SOURCE_FILE'],
    ['a folder', ['--from', 'ACCESS_KEY_ID=file:.'], 'SOURCE_FILE'],
    ['a missing command', ['--from', 'ACCESS_KEY_ID=cmd:hunter2'], 'SOURCE_CMD'],
    [
      'a command that fails',
      ['--from', `ACCESS_KEY_ID=cmd:${process.execPath} -e 'console.log("hunter2");process.exit(3)'`],
      'SOURCE_CMD',
    ],
    ['a command that needs a shell', ['--from', 'ACCESS_KEY_ID=cmd:cat hunter2 | head'], 'SOURCE_CMD'],
    ['echo', ['--from', 'ACCESS_KEY_ID=cmd:echo hunter2'], 'SOURCE_CMD'],
    ['JSON from elsewhere', ['--from-json', 'hunter2'], 'SOURCE_JSON'],
    ['no source and no terminal', [], 'VALUE_MISSING'],
    ['a key that is not there', ['--only', 'hunter2'], 'KEY_UNKNOWN'],
  ])('%s is refused without being repeated, and nothing is written', (_, args, code) => {
    const before = repository.tree();
    for (const json of [[], ['--json']]) {
      const ran = repository.run(['seal', 'stage', SECRET, ...args, ...json]);
      expect(ran.code).toBe(2);
      expect(ran.stdout + ran.stderr).toContain(code);
      expect(ran.stdout + ran.stderr).not.toContain('hunter2');
    }
    expect(repository.tree()).toEqual(before);
  });

  it.each<[string, string]>([
    ['no JSON', 'hunter2'],
    ['broken JSON', '{"ACCESS_KEY_ID": "hunter2'],
    ['a list', '["hunter2"]'],
    ['an undeclared key', '{"hunter2": "a"}'],
    ['a number', '{"ACCESS_KEY_ID": 7}'],
    ['half a character', '{"ACCESS_KEY_ID": "hunter2\\ud800"}'],
  ])('%s on standard input is refused without being repeated', (_, input) => {
    const ran = repository.run(['seal', 'stage', SECRET, '--from-json', 'stdin'], { input });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('SOURCE_JSON');
    expect(ran.stdout + ran.stderr).not.toContain('hunter2');
  });
});

describe('values', () => {
  it.each<[string, string, string, string]>([
    ['a placeholder', '<your id>', KEY, 'VALUE_PLACEHOLDER'],
    ['an id that is too short', 'AKIA', KEY, 'VALUE_LENGTH'],
    ['blanks', ` ${ID}`, KEY, 'VALUE_BLANKS'],
    ['nothing', '', KEY, 'VALUE_EMPTY'],
    ['a secret of the wrong length', ID, 'marker-secret', 'VALUE_LENGTH'],
  ])('%s is refused, and nothing is written', (_, id, key, code) => {
    const before = repository.tree();
    const ran = repository.seal('stage', id, key);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(code);
    expect(ran.stderr).not.toContain('marker-secret');
    expect(repository.tree()).toEqual(before);
  });

  it('a fixed public value is sealed without being asked for, and takes no source', () => {
    const ran = repository.run(['seal', 'stage', 'product-a-api', '--from', 'password=stdin'], { input: 's3cr3t-of-a-role' });
    expect(ran.code).toBe(0);
    expect(opened('workloads/product-a/stage/role-sealed.yaml', 'username', 'product-a-api')).toBe('app');
    expect(repository.run(['seal', 'stage', 'product-a-api', '--from', 'username=stdin'], { input: 'x' }).stderr).toContain(
      'SOURCE_KEY',
    );
  });

  it('a value that spans lines keeps its last newline', () => {
    expect(repository.run(['seal', 'stage', 'smtp', '--from', 'certificate=stdin'], { input: 'a1\nb2\n' }).code).toBe(0);
    expect(opened('infrastructure/postgres/overlays/stage/smtp-sealed.yaml', 'certificate', 'smtp')).toBe('a1\nb2\n');
  });
});

describe('files', () => {
  it('one key is replaced, the other keeps its bytes', () => {
    repository.seal('stage');
    const before = parse(repository.read(repository.file('stage'))).spec.encryptedData;
    const args = ['seal', 'stage', SECRET, '--only', 'ACCESS_SECRET_KEY', '--from', 'ACCESS_SECRET_KEY=stdin'];
    expect(repository.run(args, { input: KEY }).code).toBe(0);
    const after = parse(repository.read(repository.file('stage'))).spec.encryptedData;
    expect(after.ACCESS_KEY_ID).toBe(before.ACCESS_KEY_ID);
    expect(after.ACCESS_SECRET_KEY).not.toBe(before.ACCESS_SECRET_KEY);
  });

  it('without a terminal, a key that has no source keeps what is sealed', () => {
    repository.seal('stage');
    const before = parse(repository.read(repository.file('stage'))).spec.encryptedData.ACCESS_KEY_ID;
    expect(repository.run(['seal', 'stage', SECRET, '--from', 'ACCESS_SECRET_KEY=stdin'], { input: KEY }).code).toBe(0);
    expect(parse(repository.read(repository.file('stage'))).spec.encryptedData.ACCESS_KEY_ID).toBe(before);
  });

  it('exactly one file is written, and no other appears', () => {
    const before = repository.tree();
    expect(repository.seal('stage').code).toBe(0);
    expect(Object.keys(repository.tree()).filter((file) => !(file in before))).toEqual([repository.file('stage')]);
  });

  it('works from any folder of the repository', () => {
    repository.write('docs/a/b.md', '');
    expect(repository.run(['seal', 'status', '--json'], { cwd: 'docs/a' }).stdout).toContain('SEAL_FILE_MISSING');
  });
});

describe('the model', () => {
  it('is trusted only while .projenrc.ts is the one it was made from', () => {
    repository.write('.projenrc.ts', `${repository.read('.projenrc.ts')}// edited\n`);
    for (const args of [
      ['seal', 'stage', SECRET],
      ['seal', 'status'],
      ['cert', 'show'],
      ['cert', 'status'],
      ['live', 'stage'],
      ['reseal', 'stage'],
    ]) {
      const ran = repository.run(args);
      expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('run npx projen')]);
    }
  });

  it('knows the names: a mistyped one gets the nearest', () => {
    expect(repository.run(['seal', 'stag', SECRET]).stderr).toContain('Did you mean stage?');
    expect(repository.run(['seal', 'stage', 'postgres-backup-s3-credential']).stderr).toContain(`Did you mean ${SECRET}?`);
  });

  it('says when a secret is not ours to seal', () => {
    repository.declare("secretSource: 'external'", (model) => {
      for (const secret of model.environments.flatMap(({ secrets }: any) => secrets)) {
        secret.source = 'external';
      }
    });
    expect(repository.run(['seal', 'stage', SECRET])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('SECRET_SOURCE'),
    });
  });

  it('cannot lead out of the repository', () => {
    repository.synth((model) => {
      model.environments[0].secrets[0].file = '../outside.yaml';
    });
    expect(repository.seal('stage')).toMatchObject({ code: 2, stderr: expect.stringContaining('MODEL_INVALID') });
  });

  it('is missed outside a generated repository', () => {
    fs.rmSync(path.join(repository.root, '.pgplatform'), { recursive: true });
    expect(repository.run(['seal', 'status'])).toMatchObject({ code: 2, stderr: expect.stringContaining('MODEL_MISSING') });
  });
});

describe('the certificate', () => {
  const refused = (code: string) => {
    const before = repository.tree();
    expect(repository.seal('stage')).toMatchObject({ code: 2, stderr: expect.stringContaining(code) });
    expect(repository.tree()).toEqual(before);
  };

  it('is not the pinned one', () => {
    repository.write('certs/stage.pem', prod.certificate.pem);
    refused('CERTIFICATE_MISMATCH');
  });

  it('has expired', () => {
    const expired = throwawayKey({ from: daysFromNow(-9), to: daysFromNow(-1) }).certificate;
    repository.remove();
    repository = new GeneratedRepository({ stage: expired });
    refused('CERTIFICATE_EXPIRED');
  });

  it('is not valid yet', () => {
    const future = throwawayKey({ from: daysFromNow(1) }).certificate;
    repository.remove();
    repository = new GeneratedRepository({ stage: future });
    refused('CERTIFICATE_NOT_YET_VALID');
  });

  it('is shared with another environment', () => {
    repository.remove();
    repository = new GeneratedRepository({ stage: stage.certificate, prod: stage.certificate });
    refused('CERTIFICATE_SHARED');
  });

  it('comes with its private key', () => {
    repository.write('certs/stage.pem', stage.certificate.pem + stage.privateKeyPem);
    refused('CERTIFICATE_PRIVATE_KEY');
  });

  it('is missing, or was never pinned', () => {
    fs.rmSync(path.join(repository.root, 'certs/stage.pem'));
    refused('CERTIFICATE_MISSING');
    repository.remove();
    repository = new GeneratedRepository({ stage: undefined });
    refused('CERTIFICATE_UNPINNED');
  });
});

describe('status', () => {
  const status = () => {
    const ran = repository.run(['seal', 'status', '--json']);
    return { code: ran.code, ...JSON.parse(ran.stdout) };
  };

  it('says what is sealed, with what and since when, and what is missing', () => {
    repository.seal('stage');
    const { code, secrets, findings } = status();
    expect(code).toBe(1);
    expect(secrets[0]).toMatchObject({
      environment: 'stage',
      secret: SECRET,
      state: 'sealed',
      keys: [
        { key: 'ACCESS_KEY_ID', sealed: true, bytes: 20, ageDays: 0, certificate: stage.certificate.spki.slice(0, 16) },
        { key: 'ACCESS_SECRET_KEY', sealed: true, bytes: 40 },
      ],
    });
    expect(findings.map((finding: any) => finding.code)).toEqual(Array(5).fill('SEAL_FILE_MISSING'));
  });

  it('is fine when everything is sealed', () => {
    repository.synth((model) => {
      for (const environment of model.environments) {
        environment.secrets.length = 1;
      }
    });
    repository.seal('stage');
    repository.seal('prod');
    expect(status()).toMatchObject({ code: 0, ok: true, findings: [] });
  });

  it('finds a file that was copied from another environment', () => {
    repository.seal('stage');
    repository.write(
      repository.file('prod'),
      repository.read(repository.file('stage')).replace(/postgres-stage/g, 'postgres-prod'),
    );
    const codes = status().findings.map((finding: any) => finding.code);
    expect(codes).toEqual(expect.arrayContaining(['SEAL_OTHER_ENVIRONMENT', 'SEAL_VALUE_COPIED']));
  });

  it('reads no file of a secret that is not ours', () => {
    repository.declare("secretSource: 'existing'", (model) => {
      for (const environment of model.environments) {
        environment.secrets = [{ ...environment.secrets[0], source: 'existing' }];
      }
    });
    expect(status()).toMatchObject({ code: 0, secrets: [{ state: 'existing' }, { state: 'existing' }] });
  });
});
