import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModelSecretKey, PlatformModel } from '@pgplatform/core';
import { parseCertificate, sealIntoFile } from '@pgplatform/sealed-secrets';
import { synthesizeRepository } from 'pgplatform';
import { now } from '../clock';
import { output } from '../output';

/** Where a repository is worked on, and where it is pushed to. */
export interface PushedRepositoryOptions {
  readonly work: string;
  readonly bare: string;
  /** Certificate that its secrets are sealed with, PEM. */
  readonly certificate: string;
}

/** A generated repository as its team has it: generated, sealed, committed, pushed. */
export class PushedRepository {
  private current: PlatformModel | undefined;

  public static async create(options: PushedRepositoryOptions): Promise<PushedRepository> {
    await output('git', ['init', '--quiet', '--bare', '--initial-branch=main', options.bare]);
    await output('git', ['init', '--quiet', '--initial-branch=main', options.work]);
    return new PushedRepository(options);
  }

  private constructor(private readonly options: PushedRepositoryOptions) {}

  public get model(): PlatformModel {
    return this.current!;
  }

  public read(file: string): string {
    return readFileSync(join(this.options.work, file), 'utf8');
  }

  public write(file: string, text: string): void {
    mkdirSync(dirname(join(this.options.work, file)), { recursive: true });
    writeFileSync(join(this.options.work, file), text);
  }

  public remove(file: string): void {
    rmSync(join(this.options.work, file), { recursive: true, force: true });
  }

  /** Writes what the generators make of options, in the place of what they made before, and seals what is new. */
  public generate(options: any): void {
    const projenrc = `import { PgPlatformProject } from 'pgplatform';\n\nnew PgPlatformProject(${JSON.stringify(options, undefined, 2)}).synth();\n`;
    const { model, files, problems } = synthesizeRepository({
      options,
      previous: this.current,
      projenrc,
      today: '2026-01-01',
    });
    if (!model) {
      throw new Error(`not generated: ${JSON.stringify(problems)}`);
    }
    const before = this.current ? JSON.parse(this.read('.projen/files.json')).files : [];
    for (const file of before.filter((path: string) => !files.some((made) => made.path === path))) {
      this.remove(file);
    }
    for (const { path, content } of [...files, { path: '.projenrc.ts', content: projenrc }]) {
      this.write(path, content);
    }
    const sealed = this.current?.environments.flatMap(({ secrets }) => secrets.map(({ file }) => file)) ?? [];
    this.current = model;
    this.seal((file) => !sealed.includes(file));
  }

  /** Seals the secrets whose files are asked for, with values made up now. */
  private seal(isAsked: (file: string) => boolean): void {
    const certificate = parseCertificate(this.options.certificate);
    for (const secret of this.model.environments.flatMap(({ secrets }) => secrets)) {
      if (secret.source === 'sealed' && isAsked(secret.file)) {
        const values = new Map(secret.keys.map((key) => [key.name, Buffer.from(madeUp(key))]));
        this.write(secret.file, sealIntoFile({ secret, certificate, now: new Date(now()) }, values));
      }
    }
  }

  /** Commits everything and pushes it. The commit's hash. */
  public async push(message: string): Promise<string> {
    const git = (...args: string[]) =>
      output('git', ['-c', 'user.name=team', '-c', 'user.email=team@example.com', ...args], { cwd: this.options.work });
    await git('add', '--all');
    await git('commit', '--quiet', '--message', message);
    await git('push', '--quiet', this.options.bare, 'HEAD:main');
    return (await git('rev-parse', 'HEAD')).trim();
  }
}

function madeUp({ publicValue, length, minLength = 1 }: ModelSecretKey): string {
  return publicValue ?? 'x'.repeat(length ?? Math.max(minLength, 20));
}
