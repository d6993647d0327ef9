import { fork } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import type { CreateOptions, CreateReport } from '../../src/create-repository';
import type { FleetConfig } from '../../src/fleet-config';
import type { GitHub, RemoteRepository } from '../../src/github';
import { GitHubError } from '../../src/github-error';

/** The adapter to GitHub, running in a process of its own. Listings come whole. */
export type RemoteGitHub = {
  [K in keyof GitHub]: GitHub[K] extends (...given: infer A) => AsyncIterable<infer T>
    ? (...given: A) => Promise<T[]>
    : GitHub[K];
} & {
  readonly measured: () => Promise<GitHub['traffic']>;
  readonly discover: (config: FleetConfig) => Promise<RemoteRepository[]>;
  readonly createTeamRepository: (config: FleetConfig, options: Omit<CreateOptions, 'now' | 'env'>) => Promise<CreateReport>;
  /** What it told of waiting. */
  readonly notes: string[];
  /** Everything that the process printed. */
  readonly printed: () => string;
  stop(): Promise<void>;
};

/** Starts it: `env` holds the token. What fails is thrown as it was there: GitHubError with its kind. */
export function startGitHub(
  config: { readonly api: string; readonly owner?: string; readonly concurrency?: number },
  env: NodeJS.ProcessEnv,
): RemoteGitHub {
  const { api, owner = 'acme', concurrency = 8 } = config;
  const child = fork(path.join(__dirname, 'github-process.cjs'), [api, owner, String(concurrency)], {
    execArgv: ['-r', path.join(__dirname, 'from-source.cjs')],
    env: { PATH: process.env.PATH, PGPLATFORM_TEST_CLOCK: process.env.PGPLATFORM_TEST_CLOCK, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.unref(); // a test that failed and stopped nothing still ends
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk) => {
      printed += chunk;
    });
  }
  const notes: string[] = [];
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  child.on('message', ({ id, note, value, error }: any) => {
    if (note !== undefined) {
      notes.push(note);
    } else if (error) {
      const { kind, request, message, status } = error;
      waiting.get(id)!.reject(kind ? new GitHubError(kind, request, message, status) : new Error(message));
    } else {
      waiting.get(id)!.resolve(value?.base64 === undefined ? value : Buffer.from(value.base64, 'base64'));
    }
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) {
      reject(new Error(`The process ended: ${printed}`));
    }
  });
  let calls = 0;
  const call = (method: string, ...given: unknown[]) =>
    new Promise((resolve, reject) => {
      waiting.set(++calls, { resolve, reject });
      child.send({ id: calls, method, given });
    });
  const own = {
    notes,
    printed: () => printed,
    measured: () => call('traffic'),
    stop: async () => {
      const ended = once(child, 'exit');
      child.ref();
      child.disconnect();
      await ended;
    },
  };
  return new Proxy(own, {
    get: (target, name) => Reflect.get(target, name) ?? ((...given: unknown[]) => call(String(name), ...given)),
  }) as unknown as RemoteGitHub;
}
