import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './clock';

export interface DaemonOptions {
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** A program that runs until it is stopped, with its output in a file. */
export class Daemon {
  private readonly child: ChildProcess;
  private readonly log: string;

  public constructor(
    private readonly name: string,
    folder: string,
    { command, args = [], env, cwd }: DaemonOptions,
  ) {
    this.log = join(folder, `${name}.log`);
    const file = openSync(this.log, 'a');
    this.child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', file, file] });
    this.child.on('error', () => {}); // it has no pid then, and `ready` says so
  }

  /** Resolves when the question has an answer; throws the end of its log when it ends before, or is late. */
  public async ready<T>(seconds: number, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
    try {
      return await until(`${this.name} is ready`, seconds, () => {
        if (!this.isRunning) {
          throw new Error(`${this.name} ended while it was starting`);
        }
        return ask();
      });
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${this.lastLines()}`);
    }
  }

  public get isRunning(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  public lastLines(count = 15): string {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  }

  public logText(): string {
    return readFileSync(this.log, 'utf8');
  }

  /** Ends it: politely, after some seconds not. */
  public async stop(): Promise<void> {
    if (!this.isRunning) {
      return;
    }
    const closed = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await closed;
    clearTimeout(late);
  }
}
