import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { ModelEnvironment, ModelSecret } from '@pgplatform/core';
import {
  DeclaredSecret,
  parseCertificate,
  type SealingCertificate,
  sealIntoFile,
  WellKnownSecrets,
} from '@pgplatform/sealed-secrets';
import { throwawayKey as madeKey, NOW, type ThrowawayKeyOptions, wholeEnvironment, wholeModel } from '@pgplatform/test-kit';

const HOOK = path.resolve(__dirname, 'from-source.cjs');
const MAIN = path.resolve(__dirname, '../src/main.ts');

export const SECRET = 'postgres-backup-s3-credentials';

/** The arguments of node that run the command from its sources. */
export const COMMAND = ['-r', HOOK, MAIN];

/** A certificate and its private key, made now and gone with the process. */
export function throwawayKey(options?: ThrowawayKeyOptions): { certificate: SealingCertificate; privateKeyPem: string } {
  const { certificate, privateKey } = madeKey(options);
  return { certificate: parseCertificate(certificate), privateKeyPem: privateKey };
}

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** A repository in a new temporary folder, as far as the sealing commands look at it: model, options, overlays. */
export class GeneratedRepository {
  readonly root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'pgplatform-cli-')));

  constructor(readonly keys: { [environment: string]: SealingCertificate | undefined }) {
    for (const [name, certificate] of Object.entries(keys)) {
      if (certificate) {
        this.write(`certs/${name}.pem`, certificate.pem);
      }
    }
    this.declare();
  }

  /** Writes .projenrc.ts, with some options more for every environment, and the model. */
  declare(options = '', change?: (model: any) => void): void {
    const environments = Object.entries(this.keys).map(([name, certificate]) => {
      const pin = certificate && `certificate: { path: 'certs/${name}.pem', spki: '${certificate.spki}' }`;
      return `    { ${[`name: '${name}'`, pin, options].filter(Boolean).join(', ')} },\n`;
    });
    this.write(
      '.projenrc.ts',
      `import { PgPlatformProject } from 'pgplatform';\n\nnew PgPlatformProject({\n  team: 'payments',\n  environments: [\n${environments.join('')}  ],\n}).synth();\n`,
    );
    this.synth(change);
  }

  /** Pins another certificate. */
  pin(environment: string, certificate: SealingCertificate): void {
    this.keys[environment] = certificate;
    this.write(`certs/${environment}.pem`, certificate.pem);
    this.declare();
  }

  /** Writes the model for .projenrc.ts as it stands; with a change, one that somebody edited. */
  synth(change: (model: any) => void = () => {}): void {
    const environments = Object.entries(this.keys).map(([name, certificate]) => environment(name, certificate));
    const model = wholeModel({ environments, projenrcSha256: this.projenrcSha256() });
    change(model);
    this.write('.pgplatform/model.json', JSON.stringify(model));
  }

  file(environment: string): string {
    return `infrastructure/postgres/overlays/${environment}/backup-s3-credentials-sealed.yaml`;
  }

  write(file: string, content: string): void {
    fs.mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
    fs.writeFileSync(path.join(this.root, file), content);
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.root, file), 'utf8');
  }

  /** Every file with its content, to see that a failure changed nothing. */
  tree(folder = this.root): Record<string, string> {
    return Object.fromEntries(
      fs.readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return entry.isFile() ? [[path.relative(folder, file), fs.readFileSync(file, 'latin1')]] : [];
      }),
    );
  }

  /** Runs the command without a terminal. */
  run(args: string[], options: { input?: string | Buffer; env?: Record<string, string>; cwd?: string } = {}): Ran {
    const env = { ...process.env, ...options.env };
    const cwd = path.join(this.root, options.cwd ?? '');
    const ran = spawnSync(process.execPath, [...COMMAND, ...args], {
      cwd,
      encoding: 'utf8',
      input: options.input ?? '',
      env,
      timeout: 300_000,
    });
    return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
  }

  /** Runs the command beside this process, which can answer it meanwhile. */
  runBeside(args: string[], env: Record<string, string>): Promise<Ran> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [...COMMAND, ...args], {
        cwd: this.root,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk) => {
        stdout += chunk;
      });
      child.stderr.on('data', (chunk) => {
        stderr += chunk;
      });
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  }

  /** Seals both keys of the backup credentials. */
  seal(environment: string, id = 'AKIAZ7PTYPTYPTYPTYPT', key = '0123456789abcdefghijABCDEFGHIJ0123456789'): Ran {
    return this.run(['seal', environment, SECRET, '--from-json', 'stdin'], {
      input: JSON.stringify({ ACCESS_KEY_ID: id, ACCESS_SECRET_KEY: key }),
    });
  }

  /** The same without a command. */
  writeSealed(environment: string): void {
    const secret = WellKnownSecrets.backupCredentials().toModel({
      namespace: `postgres-${environment}`,
      file: this.file(environment),
    });
    const values = new Map([
      ['ACCESS_KEY_ID', Buffer.from('AKIAZ7PTYPTYPTYPTYPT')],
      ['ACCESS_SECRET_KEY', Buffer.from('0123456789abcdefghijABCDEFGHIJ0123456789')],
    ]);
    this.write(secret.file, sealIntoFile({ secret, certificate: this.keys[environment]!, now: NOW }, values));
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }

  private projenrcSha256(): string {
    return createHash('sha256').update(this.read('.projenrc.ts')).digest('hex');
  }
}

function environment(name: string, certificate: SealingCertificate | undefined): ModelEnvironment {
  const namespace = `postgres-${name}`;
  const overlay = `infrastructure/postgres/overlays/${name}`;
  const smtp = new DeclaredSecret({ name: 'smtp', keys: [{ name: 'certificate', multiline: true }] });
  const secrets: ModelSecret[] = [
    WellKnownSecrets.backupCredentials().toModel({ namespace, file: `${overlay}/backup-s3-credentials-sealed.yaml` }),
    WellKnownSecrets.roleCredentials({ name: 'product-a-api', username: 'app' }).toModel({
      namespace,
      file: `workloads/product-a/${name}/role-sealed.yaml`,
    }),
    smtp.toModel({ namespace, file: `${overlay}/smtp-sealed.yaml` }),
  ];
  return wholeEnvironment(name, {
    destination: name,
    secrets,
    ...(certificate && { certificate: { path: `certs/${name}.pem`, spki: certificate.spki } }),
  });
}
