import { spawn } from 'node:child_process';
import { OutsideError } from './command-context';

/** What an API server said: the body, or the kind of refusal. */
export type KubectlAnswer =
  | { readonly body: string; readonly refusal?: undefined }
  | { readonly refusal: 'conflict' | 'rate-limited' | 'not-found' };

/** The path of an API request; what is put into it stays within its segment, whatever it holds. A step up is an error. */
export function apiPath(parts: TemplateStringsArray, ...segments: readonly string[]): string {
  if (segments.some((segment) => /^\.{0,2}$/.test(segment))) {
    throw new Error('no segment of a path');
  }
  return String.raw(parts, ...segments.map(encodeURIComponent));
}

/** One request may take this long, milliseconds: first kubectl's own limit, then ours, for a kubectl that does not keep it. */
const REQUEST_TIMEOUT = 10_000;
const PATIENCE = 12_000;
const MAX_BYTES = 8 * 1024 * 1024;

/** kubectl's words (client-go StatusReason, and its own for the connection), and what they mean for the user. */
const FAILURES: [RegExp, string, string, string][] = [
  [
    /logged in to the server|Unauthorized/,
    'CLUSTER_UNAUTHORIZED',
    'The cluster does not accept your login.',
    'Log in again (kubectl get ns must work), then repeat the command.',
  ],
  [
    /\(Forbidden\)/,
    'CLUSTER_FORBIDDEN',
    'The cluster does not allow you to ask the sealed-secrets controller.',
    'Ask for get on services and get, create on services/proxy in its namespace; or take the certificate from a file: cert pin --from FILE.',
  ],
  [
    /\(ServiceUnavailable\)/,
    'CONTROLLER_UNAVAILABLE',
    'The sealed-secrets controller does not answer.',
    'Check its Deployment, then repeat the command.',
  ],
  [
    /\((InternalError|BadRequest)\)/,
    'CONTROLLER_FAILED',
    'The sealed-secrets controller failed on the request.',
    "Look into the controller's log.",
  ],
  [
    /x509|tls:/,
    'CLUSTER_UNTRUSTED',
    'The certificate of the API server is not trusted.',
    'Check the kubeconfig: it may name another cluster. Do not switch the verification off.',
  ],
  [
    /Timeout exceeded|deadline exceeded|i\/o timeout/,
    'CLUSTER_TIMEOUT',
    'The cluster did not answer in time.',
    'Check the connection, then repeat the command.',
  ],
];

/** The cluster, through the `kubectl` on the PATH: it brings the user's login along. Raw requests only; no Secret is ever read. */
export class Kubectl {
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly context: string | undefined,
  ) {}

  get(path: string): Promise<KubectlAnswer> {
    return this.request(['get', '--raw', path]);
  }

  post(path: string, body: object): Promise<KubectlAnswer> {
    return this.request(['create', '--raw', path, '-f', '-'], JSON.stringify(body));
  }

  /** The context in use, or nothing when kubectl does not tell. */
  async currentContext(): Promise<string | undefined> {
    const { code, stdout } = await this.run(
      this.context ? ['config', 'get-contexts', this.context, '-o', 'name'] : ['config', 'current-context'],
    );
    return code === 0 ? stdout.trim() || undefined : undefined;
  }

  private async request(args: string[], input?: string): Promise<KubectlAnswer> {
    const selected = this.context ? ['--context', this.context] : [];
    const { code, stdout, stderr } = await this.run(
      [...selected, `--request-timeout=${REQUEST_TIMEOUT / 1000}s`, ...args],
      input,
    );
    if (code === 0) {
      return { body: stdout };
    }
    const refusal = {
      Conflict: 'conflict',
      AlreadyExists: 'conflict',
      TooManyRequests: 'rate-limited',
      NotFound: 'not-found',
    } as const;
    const reason = /\((Conflict|AlreadyExists|TooManyRequests|NotFound)\)/.exec(stderr)?.[1] as keyof typeof refusal | undefined;
    if (reason) {
      return { refusal: refusal[reason] };
    }
    const known = FAILURES.find(([words]) => words.test(stderr));
    throw known
      ? new OutsideError(known[1], known[2], known[3])
      : new OutsideError(
          'CLUSTER_UNREACHABLE',
          'The cluster cannot be reached, or its answer broke off.',
          'Check the connection and the kubeconfig (kubectl cluster-info), then repeat the command.',
        );
  }

  private run(args: string[], input = ''): Promise<{ code: number | null; stdout: string; stderr: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn('kubectl', args, { env: this.env, stdio: 'pipe' });
      const chunks: Buffer[] = [];
      let size = 0;
      let stderr = '';
      const late = setTimeout(() => {
        stop();
        reject(
          new OutsideError(
            'CLUSTER_TIMEOUT',
            'kubectl did not come back in time.',
            'Check the connection, and whether kubectl waits for a login.',
          ),
        );
      }, PATIENCE);
      const stop = () => {
        child.kill('SIGKILL');
        child.stdout.destroy();
        child.stderr.destroy();
      };
      child.stdout.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MAX_BYTES) {
          stop();
        }
      });
      child.stderr.on('data', (chunk: Buffer) => {
        stderr = (stderr + chunk).slice(0, 10_000);
      });
      child.on('error', () => {
        clearTimeout(late);
        reject(new OutsideError('KUBECTL_MISSING', 'kubectl cannot be run.', 'Install kubectl, and put it on the PATH.'));
      });
      child.on('close', (code) => {
        clearTimeout(late);
        resolve({ code, stdout: Buffer.concat(chunks).toString('utf8'), stderr });
      });
      child.stdin.on('error', () => {}); // it may be gone before it has read everything; its exit code tells
      child.stdin.end(input);
    });
  }
}
