import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kustomizeBuild, objectKey, type RunResult, readYaml, run, temporaryDirectory } from '@pgplatform/test-kit';
import { type Environment, succeeded } from './published';

/** A generated repository on disk, used as its owner uses it. */
export class GeneratedRepository {
  constructor(
    public readonly directory: string,
    private readonly env: Environment,
  ) {}

  /** The repository as it was committed, elsewhere; what is installed is shared. */
  public async copy(): Promise<GeneratedRepository> {
    const directory = join(temporaryDirectory(), 'payments-db');
    await run('git', ['clone', '--quiet', this.directory, directory], { cwd: this.directory, env: this.env });
    symlinkSync(join(this.directory, 'node_modules'), join(directory, 'node_modules'));
    writeFileSync(join(directory, '.git/info/exclude'), 'node_modules\n');
    return new GeneratedRepository(directory, this.env);
  }

  public get model(): any {
    return JSON.parse(this.read('.pgplatform/model.json'));
  }

  public read(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8');
  }

  public write(file: string, text: string): void {
    mkdirSync(dirname(join(this.directory, file)), { recursive: true });
    writeFileSync(join(this.directory, file), text);
  }

  /** Edits `.projenrc.ts`; what is replaced must be there. */
  public edit(from: string, to: string): void {
    const before = this.read('.projenrc.ts');
    expect(before).toContain(from);
    this.write('.projenrc.ts', before.replace(from, to));
  }

  /** Regenerates, as `npx projen` does. */
  public synth(): Promise<RunResult> {
    return this.run(join('node_modules', '.bin', 'projen'));
  }

  public run(command: string, ...args: string[]): Promise<RunResult> {
    return run(command.startsWith('node_modules') ? join(this.directory, command) : command, args, {
      cwd: this.directory,
      env: this.env,
    });
  }

  public async git(...args: string[]): Promise<string> {
    return succeeded(await this.run('git', '-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost', ...args)).trim();
  }

  public async commit(): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '--message=change');
  }

  /** Files that differ from the last commit, `+` new, `-` gone, `~` changed. */
  public async changes(): Promise<string[]> {
    await this.git('add', '--all');
    const lines = (await this.git('diff', '--staged', '--name-status', '--no-renames')).split('\n').filter(Boolean);
    const marks: Record<string, string> = { A: '+', D: '-', M: '~' };
    return lines.map((line) => line.replace(/^([AMD])\t/, (_, letter) => marks[letter])).sort();
  }

  /** Generated YAML files. */
  public yamlFiles(): string[] {
    return ['apps', 'infrastructure', 'rendered', 'workloads', '.github'].flatMap((folder) =>
      this.list(folder).filter((file) => /\.ya?ml$/.test(file)),
    );
  }

  private list(folder: string): string[] {
    const entries =
      folder === 'workloads' && !readdirSync(this.directory).includes(folder)
        ? []
        : readdirSync(join(this.directory, folder), { recursive: true });
    return entries.map((entry) => join(folder, String(entry)));
  }

  /** Writes a sealed file, with nothing that could be opened, for every secret that is still to be sealed. */
  public seal(): void {
    for (const { name, namespace, file } of this.model.environments.flatMap((environment: any) => environment.secrets)) {
      const sealed = {
        apiVersion: 'bitnami.com/v1alpha1',
        kind: 'SealedSecret',
        metadata: { name, namespace },
        spec: { encryptedData: {} },
      };
      this.write(file, `${JSON.stringify(sealed)}\n`);
    }
  }

  /** What Argo CD will apply for an environment: the overlay and its product databases, built. */
  public build(environment: any): any[] {
    const databases = this.model.databases.filter((database: any) => database.environment === environment.name);
    const folders = new Set<string>([environment.overlay, ...databases.map((database: any) => database.folder)]);
    return byKey([...folders].flatMap((folder) => kustomizeBuild(join(this.directory, folder))));
  }

  /** What `rendered/` says that an environment will be. */
  public rendered(environment: any): any[] {
    return byKey(readYaml(this.read(environment.rendered)));
  }
}

function byKey(objects: any[]): any[] {
  return [...objects].sort((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));
}
