import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { Daemon } from './daemon';

const NAMESPACE = 'argocd';
const REDIS = '127.0.0.1:6379';
const REPO_SERVER = '127.0.0.1:8082';

/** Where its programs are, and what they trust. */
export interface ArgoCdOptions {
  readonly argoCd: string;
  readonly kustomize: string;
  readonly helm: string;
  readonly state: string;
  /** File of the certificate of the hosts that repositories are on. */
  readonly trusted: string;
}

/** Argo CD without its API server: application controller, repo-server, ApplicationSet controller, and their redis. */
export class ArgoCd {
  public static async start(plane: ControlPlane, { argoCd, kustomize, helm, state, trusted }: ArgoCdOptions): Promise<ArgoCd> {
    await plane.api.applyAll(SETTINGS);
    const folders = Object.fromEntries(
      ['tls', 'ssh', 'gpg', 'tmp', 'home'].map((name) => [name, join(state, `argo-cd-${name}`)]),
    );
    for (const folder of Object.values(folders)) {
      mkdirSync(folder, { recursive: true });
    }
    const env = {
      PATH: [kustomize, helm, process.env.PATH].join(delimiter),
      HOME: folders.home,
      TMPDIR: folders.tmp,
      KUBECONFIG: plane.kubeconfig,
      ARGOCD_FAKE_IN_CLUSTER: 'true', // https://kubernetes.default.svc is what the kubeconfig says
      ARGOCD_GPG_ENABLED: 'false',
      ARGOCD_ASK_PASS_SOCK: join(folders.tmp, 'ask-pass.sock'),
      ARGOCD_GNUPGHOME: folders.gpg,
      ARGOCD_TLS_DATA_PATH: folders.tls,
      ARGOCD_SSH_DATA_PATH: folders.ssh,
      SSL_CERT_FILE: trusted,
      GIT_SSL_CAINFO: trusted,
    };
    const start = (name: string, ...args: string[]) =>
      new Daemon(name, state, { command: join(argoCd, 'argocd'), args, env: { ...env, ARGOCD_BINARY_NAME: name } });
    const redis = new Daemon('redis', state, {
      command: 'redis-server',
      args: ['--bind', '127.0.0.1', '--save', '', '--dir', folders.tmp],
    });
    const kubernetes = ['--kubeconfig', plane.kubeconfig, '--namespace', NAMESPACE];
    const repoServer = start(
      'argocd-repo-server',
      ...['--redis', REDIS, '--disable-tls', '--address', '127.0.0.1', '--port', '8082', '--metrics-port', '8084'],
      ...['--revision-cache-expiration', '5s'],
    );
    const controller = start(
      'argocd-application-controller',
      ...kubernetes,
      ...[
        '--redis',
        REDIS,
        '--repo-server',
        REPO_SERVER,
        '--repo-server-plaintext',
        '--metrics-port',
        '8088',
        '--app-resync',
        '20',
      ],
    );
    const applicationSets = start(
      'argocd-applicationset-controller',
      ...kubernetes,
      ...['--argocd-repo-server', REPO_SERVER, '--repo-server-plaintext', '--metrics-addr', '127.0.0.1:8085'],
      ...['--probe-addr', '127.0.0.1:8086', '--webhook-addr', '127.0.0.1:8087'],
    );
    for (const [daemon, address] of [
      [repoServer, 'http://127.0.0.1:8084/healthz'],
      [controller, 'http://127.0.0.1:8088/healthz'],
      [applicationSets, 'http://127.0.0.1:8085/metrics'],
    ] as const) {
      await daemon.ready(90, async () => ((await fetch(address).catch(() => undefined))?.ok ? true : undefined));
    }
    return new ArgoCd([applicationSets, controller, repoServer, redis]);
  }

  private constructor(private readonly daemons: readonly Daemon[]) {}

  public async stop(): Promise<void> {
    for (const daemon of this.daemons) {
      await daemon.stop();
    }
  }
}

const object = (kind: string, name: string, rest: object = {}) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, ...(kind !== 'Namespace' && { namespace: NAMESPACE, labels: { 'app.kubernetes.io/part-of': 'argocd' } }) },
  ...rest,
});

/** What its installation has beside its programs, and no more than it cannot do without. */
const SETTINGS = [
  object('Namespace', NAMESPACE),
  ...[
    'argocd-cm',
    'argocd-cmd-params-cm',
    'argocd-rbac-cm',
    'argocd-tls-certs-cm',
    'argocd-ssh-known-hosts-cm',
    'argocd-gpg-keys-cm',
  ].map((name) => object('ConfigMap', name)),
  object('Secret', 'argocd-secret', { stringData: { 'server.secretkey': 'of no use without a server' } }),
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'default', namespace: NAMESPACE },
    spec: {
      sourceRepos: ['*'],
      destinations: [{ namespace: '*', server: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    },
  },
];
