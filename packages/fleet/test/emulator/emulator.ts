import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';

/** What a GitHub starts with. */
export interface EmulatorSeed {
  /** Organisation that owns the repositories. @default acme */
  readonly owner?: string;
  /** The owner is a user. */
  readonly user?: boolean;
  /** Users; the first is whose token it is, all are administrators of the organisation. @default robot */
  readonly members?: readonly string[];
  readonly repositories?: readonly {
    readonly name: string;
    readonly topics?: readonly string[];
    readonly private?: boolean;
    /** Without any commit; else with a README. */
    readonly empty?: boolean;
  }[];
  /** A GitHub App that is installed at the owner. */
  readonly app?: {
    readonly id: number;
    readonly installation: number;
    readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  };
  /** As GitHub: one open pull request per head, from a branch that is there. */
  readonly strict?: boolean;
}

export interface Emulator {
  readonly url: string;
  /** To search for: it may be in an Authorization header and nowhere else. */
  readonly token: string;
  /** What a child needs to be let in. */
  readonly env: { readonly GH_ENTERPRISE_TOKEN: string };
  /** Private key of the app. */
  readonly privateKey?: string;
  /** One request, to prepare and to look: throws when it is refused. */
  request(method: string, path: string, body?: object): Promise<any>;
  stop(): Promise<void>;
}

/** A GitHub API server as another process on loopback: the npm package `emulate`. It ends with this process, however that ends. */
export async function startEmulator(seed: EmulatorSeed = {}): Promise<Emulator> {
  const child = fork(path.join(__dirname, 'emulator-process.mjs'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    env: { PATH: process.env.PATH, PGPLATFORM_TEST_CLOCK: process.env.PGPLATFORM_TEST_CLOCK },
  });
  child.send({ owner: 'acme', members: ['robot'], repositories: [], ...seed });
  const { url, token, privateKey } = await firstMessage(child);
  child.unref(); // a test that failed and stopped nothing still ends
  child.channel?.unref();
  return {
    url,
    token,
    env: { GH_ENTERPRISE_TOKEN: token },
    privateKey,
    request: async (method, path, body) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
      const text = await response.text();
      if (!response.ok) {
        throw new Error(`${method} ${path}: ${response.status} ${text}`);
      }
      return text ? JSON.parse(text) : undefined;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.ref();
      child.disconnect();
      await ended;
    },
  };
}

function firstMessage(child: ChildProcess): Promise<any> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The emulator ended with ${code}.`)));
  });
}
