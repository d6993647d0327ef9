import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiServer } from './api-server';
import { Daemon } from './daemon';
import { ADDRESS } from './isolation';

const PORT = 6443;

/** Where the programs are, and where state goes. */
export interface Places {
  readonly kubernetes: string;
  readonly etcd: string;
  readonly state: string;
}

/** etcd, kube-apiserver and kube-controller-manager, as one administrator sees them. */
export class ControlPlane {
  /** Starts them and waits until they serve. */
  public static async start({ kubernetes, etcd, state }: Places): Promise<ControlPlane> {
    const file = (name: string) => join(state, name);
    const keys = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    writeFileSync(file('service-account.key'), keys.privateKey, { mode: 0o600 });
    writeFileSync(file('service-account.pub'), keys.publicKey);
    const token = randomBytes(24).toString('hex');
    writeFileSync(file('tokens.csv'), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
    mkdirSync(file('certificates'));
    const store = new Daemon('etcd', state, {
      command: join(etcd, 'etcd'),
      args: [
        `--data-dir=${file('etcd')}`,
        '--listen-client-urls=http://127.0.0.1:2379',
        '--advertise-client-urls=http://127.0.0.1:2379',
        '--listen-peer-urls=http://127.0.0.1:2380',
        '--unsafe-no-fsync',
      ],
    });
    const server = new Daemon('kube-apiserver', state, {
      command: join(kubernetes, 'kube-apiserver'),
      args: [
        '--etcd-servers=http://127.0.0.1:2379',
        `--cert-dir=${file('certificates')}`,
        `--secure-port=${PORT}`,
        `--advertise-address=${ADDRESS}`,
        '--authorization-mode=RBAC',
        `--token-auth-file=${file('tokens.csv')}`,
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-key-file=${file('service-account.pub')}`,
        `--service-account-signing-key-file=${file('service-account.key')}`,
        '--service-cluster-ip-range=10.96.0.0/16',
        '--enable-aggregator-routing', // there is no kube-proxy: webhooks are called at the addresses of their Service
        '--allow-privileged',
      ],
    });
    const certificate = join(state, 'certificates/apiserver.crt');
    const ca = await server.ready(60, () => (existsSync(certificate) ? readFileSync(certificate, 'utf8') : undefined));
    const api = new ApiServer({ host: ADDRESS, port: PORT, ca, token });
    await server.ready(90, async () => ((await api.ask('/readyz').catch(() => undefined))?.status === 200 ? true : undefined));
    writeFileSync(file('kubeconfig'), kubeconfig(`https://${ADDRESS}:${PORT}`, ca, token), { mode: 0o600 });
    const controllers = new Daemon('kube-controller-manager', state, {
      command: join(kubernetes, 'kube-controller-manager'),
      args: [
        `--kubeconfig=${file('kubeconfig')}`,
        `--service-account-private-key-file=${file('service-account.key')}`,
        `--root-ca-file=${certificate}`,
        `--cert-dir=${file('certificates')}`,
        '--leader-elect=false',
        // No node is there: who would count Pods as not ready is left out.
        '--controllers=*,-deployment-controller,-replicaset-controller',
      ],
    });
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'default' } };
    await controllers.ready(60, () => api.read(account));
    return new ControlPlane(api, file('kubeconfig'), kubeconfig('https://127.0.0.1:PORT', ca, token), [
      controllers,
      server,
      store,
    ]);
  }

  public readonly port = PORT;

  private constructor(
    public readonly api: ApiServer,
    /** Path of an administrator's kubeconfig, in here. */
    public readonly kubeconfig: string,
    /** Text of one for other ports: `PORT` stands for it. */
    public readonly otherKubeconfig: string,
    private readonly daemons: readonly Daemon[],
  ) {}

  public async stop(): Promise<void> {
    for (const daemon of this.daemons) {
      await daemon.stop();
    }
  }
}

function kubeconfig(server: string, ca: string, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'proving-ground',
    contexts: [{ name: 'proving-ground', context: { cluster: 'proving-ground', user: 'admin' } }],
    clusters: [
      {
        name: 'proving-ground',
        cluster: {
          server,
          'tls-server-name': ADDRESS, // whatever it is reached by
          'certificate-authority-data': Buffer.from(ca).toString('base64'),
        },
      },
    ],
    users: [{ name: 'admin', user: { token } }],
  });
}
