import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunResult, readYaml, run, temporaryDirectory } from '@pgplatform/test-kit';
import type { RepositoryFile } from '../../src/repository-file';

export const TOKEN = 'ghs_TheTokenOfThisRun';

/** The parsed workflow of a generated file. */
export function workflowOf(file: RepositoryFile): any {
  return readYaml(file.text)[0];
}

/** Every step of a workflow that runs a script, with the job it is in. */
export function scriptsOf(workflow: any): { job: string; step: any }[] {
  return Object.entries<any>(workflow.jobs).flatMap(([job, { steps }]) =>
    steps.filter((step: any) => step.run !== undefined).map((step: any) => ({ job, step })),
  );
}

/** What a runner has: a temporary folder, files for outputs, `gh`, and GitHub as a file. */
export class Runner {
  readonly temp = temporaryDirectory();
  private readonly bin = join(this.temp, 'bin');
  private readonly stateFile = join(this.temp, 'github.json');

  /**
   * @param github what GitHub holds
   * @param remote its repository, when a step asks for it
   */
  constructor(
    github: object = {},
    private readonly remote = '',
  ) {
    mkdirSync(this.bin);
    const gh = join(__dirname, 'fake-gh.cjs');
    writeFileSync(join(this.bin, 'gh'), `#!/bin/sh\nexec '${process.execPath}' '${gh}' "$@"\n`);
    chmodSync(join(this.bin, 'gh'), 0o755);
    symlinkSync(process.execPath, join(this.bin, 'node'));
    writeFileSync(this.stateFile, JSON.stringify({ pulls: [], labels: [], comments: [], artifacts: [], calls: [], ...github }));
  }

  /** A folder with programs that leave a file `trapped` and fail. */
  private trap(programs: string[]): string {
    const folder = temporaryDirectory();
    for (const program of programs) {
      writeFileSync(join(folder, program), `#!/bin/sh\necho "${program} $*" >> '${join(this.temp, 'trapped')}'\nexit 1\n`, {
        mode: 0o755,
      });
    }
    return folder;
  }

  /** What GitHub holds now. */
  get github(): any {
    return JSON.parse(readFileSync(this.stateFile, 'utf8'));
  }

  change(change: (github: any) => void): void {
    const { github } = this;
    change(github);
    writeFileSync(this.stateFile, JSON.stringify(github));
  }

  /** A file in the runner's temporary folder; empty when it is not there. */
  read(path: string): string {
    try {
      return readFileSync(join(this.temp, path), 'utf8');
    } catch {
      return '';
    }
  }

  /** What steps wrote to `$GITHUB_OUTPUT` since the last call. */
  outputs(): Record<string, string> {
    const lines = this.read('output').trim().split('\n');
    writeFileSync(join(this.temp, 'output'), '');
    return Object.fromEntries(lines.filter(Boolean).map((line) => line.split(/=(.*)/s).slice(0, 2)));
  }

  /**
   * Runs a step's script as a runner does.
   *
   * @param env what the expressions of the step's `env` come to: all of them, and no others
   * @param sha the commit that the run is of. @default - the one that is checked out
   * @param trapped programs that must not run: then there is a file `trapped`
   */
  async step(
    workflow: any,
    name: string,
    cwd: string,
    env: Record<string, string> = {},
    trapped: string[] = [],
    sha?: string,
  ): Promise<RunResult> {
    const { step } = scriptsOf(workflow).find(({ step }) => step.name === name)!;
    expect(Object.keys(env).sort()).toEqual(Object.keys(step.env ?? {}).sort());
    expect(workflow.defaults.run.shell).toBe('bash');
    const script = join(this.temp, 'script.sh');
    writeFileSync(script, step.run);
    return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd,
      env: {
        PATH: `${this.trap(trapped)}:${this.bin}:${process.env.PATH}`,
        GH_PATH: process.env.PATH,
        RUNNER_TEMP: this.temp,
        GITHUB_OUTPUT: join(this.temp, 'output'),
        GITHUB_STEP_SUMMARY: join(this.temp, 'summary.md'),
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'acme/payments-db',
        GITHUB_REPOSITORY_OWNER: 'acme',
        GITHUB_REF_NAME: 'main',
        GH_REMOTE: this.remote,
        GITHUB_SHA: sha ?? (await git(cwd, 'rev-parse', '--verify', '-q', 'HEAD').catch(() => '')).trim(),
        GH_STATE: this.stateFile,
        HOME: this.temp,
        ...env,
      },
    });
  }
}

/** Runs git and gives what it printed; throws when it fails. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
  const { code, stdout, stderr } = await run('git', [...identity, ...args], { cwd });
  if (code !== 0) {
    throw new Error(`git ${args.join(' ')}: ${stderr}`);
  }
  return stdout;
}
