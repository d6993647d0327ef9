import { dirname, join } from 'node:path';
import { run } from '@pgplatform/test-kit';

/** What a command of the product said. */
export interface Said {
  readonly code: number;
  /** Its `--json`. @default - it printed none */
  readonly json: any;
  /** All of its output. */
  readonly text: string;
}

/** The command `pgplatform`, as a team uses it in its repository. */
export class Product {
  private readonly program = join(dirname(require.resolve('@pgplatform/cli/package.json')), 'lib/pgplatform.js');

  /** @param env where kubectl is, and which cluster it asks */
  public constructor(
    private readonly repository: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Runs `pgplatform COMMAND --json`. */
  public async ask(command: readonly string[], input?: string): Promise<Said> {
    const { code, stdout, stderr } = await run(process.execPath, [this.program, ...command, '--json'], {
      cwd: this.repository,
      env: this.env,
      input,
    });
    return { code, json: stdout.startsWith('{') ? JSON.parse(stdout) : undefined, text: `${stdout}${stderr}` };
  }
}
