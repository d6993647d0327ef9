import { printable, printableJson, withoutCredentials } from '@pgplatform/core';
import { type Printed, type Screen, TerminalCode } from './terminal-code';

/** The part of a stream of the process that is used. */
export type OutputStream = {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
};

/** Nobody listens any more: `pgplatform check | head`. */
const CLOSED = ['EPIPE', 'ERR_STREAM_DESTROYED'];

/**
 * Standard output or standard error. All that the command prints goes through one of these, and nothing comes out that a terminal or
 * a runner of GitHub takes for a command, but our own; nor a private key, or credentials in an address.
 *
 * When the reader is gone, the rest is dropped, and the exit code stays that of the verdict.
 */
export class Output implements Screen {
  private isOver = false;

  /**
   * @param env `GITHUB_ACTIONS` is set on a runner of GitHub
   * @param failed takes the code of the system for what could not be written, such as `ENOSPC`
   */
  constructor(
    private readonly stream: OutputStream,
    private readonly env: NodeJS.ProcessEnv,
    private readonly failed: (code: string) => void,
  ) {
    stream.on('error', (error) => this.end(error));
  }

  get isTTY(): boolean {
    return this.stream.isTTY === true;
  }

  get columns(): number | undefined {
    return this.stream.columns;
  }

  /** Text for people. */
  write(...parts: Printed): void {
    this.send(
      parts
        .map((part) => (part instanceof TerminalCode ? part.sequence : printable(withoutCredentials(part), this.env)))
        .join(''),
    );
  }

  /** JSON for programs. */
  writeJson(json: string): void {
    this.send(printableJson(json));
  }

  /** Lines that are commands to a runner of GitHub, each escaped already. */
  writeCommands(lines: string): void {
    this.send(printable(withoutCredentials(lines)));
  }

  private send(text: string): void {
    if (this.isOver || text === '') return;
    try {
      this.stream.write(text);
    } catch (error) {
      this.end(error as NodeJS.ErrnoException);
    }
  }

  private end({ code = 'EIO' }: NodeJS.ErrnoException): void {
    if (this.isOver) return;
    this.isOver = true;
    if (!CLOSED.includes(code)) this.failed(code);
  }
}
