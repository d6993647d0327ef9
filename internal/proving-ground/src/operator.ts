import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { Daemon } from './daemon';
import { ADDRESS } from './isolation';

const NAMESPACE = 'cnpg-system';

export interface OperatorOptions {
  /** `v1.30.0` */
  readonly version: string;
  /** Folder of its part. */
  readonly folder: string;
  readonly state: string;
  /** The one namespace whose objects it acts on; its webhooks judge all. @default - all */
  readonly watch?: string;
}

/** The release manifest of an operator, in the folder of its part. */
export function releaseManifest(folder: string, version: string): string {
  return readFileSync(join(folder, `releases/cnpg-${version.slice(1)}.yaml`), 'utf8');
}

/** CloudNativePG's manager, outside the cluster: its webhooks are reached through their Service. */
export class Operator {
  /** Starts it, whose release manifest is applied, and waits until its webhooks answer. */
  public static async start(plane: ControlPlane, options: OperatorOptions): Promise<Operator> {
    await plane.api.applyAll([webhookAddress()]);
    const home = join(options.state, `operator-${options.version}`);
    mkdirSync(join(home, 'operator'), { recursive: true });
    copyFileSync(join(options.folder, 'manager'), join(home, `operator/manager_${ARCHITECTURE}`)); // it looks for the architectures there
    const daemon = new Daemon(`operator-${options.version}`, options.state, {
      command: join(options.folder, 'manager'),
      args: [
        'controller',
        '--config-map-name=cnpg-controller-manager-config',
        '--secret-name=cnpg-controller-manager-config',
        '--webhook-port=9443',
        '--metrics-bind-address=127.0.0.1:8090',
      ],
      cwd: home,
      env: {
        KUBECONFIG: plane.kubeconfig,
        OPERATOR_NAMESPACE: NAMESPACE,
        OPERATOR_IMAGE_NAME: `ghcr.io/cloudnative-pg/cloudnative-pg:${options.version.slice(1)}`,
        MONITORING_QUERIES_CONFIGMAP: 'cnpg-default-monitoring',
        WATCH_NAMESPACE: options.watch ?? '',
      },
    });
    const probe = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'probe', namespace: 'default' },
      spec: { instances: 1, storage: { size: '1Gi' } },
    };
    await daemon.ready(60, () => mountCertificates(plane));
    await daemon.ready(90, async () => ((await plane.api.create(probe, '?dryRun=All')).status === 201 ? true : undefined));
    return new Operator(daemon);
  }

  private constructor(private readonly daemon: Daemon) {}

  public stop(): Promise<void> {
    return this.daemon.stop();
  }
}

/** A kubelet would: the operator makes the Secret, and waits until it is mounted. */
async function mountCertificates({ api }: ControlPlane): Promise<true | undefined> {
  const secret = await api.read({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'cnpg-webhook-cert', namespace: NAMESPACE },
  });
  if (!secret) {
    return undefined;
  }
  mkdirSync(CERTIFICATES, { recursive: true });
  for (const [name, value] of Object.entries<string>(secret.data)) {
    writeFileSync(join(CERTIFICATES, name), Buffer.from(value, 'base64'), { mode: 0o600 });
  }
  return true;
}

const CERTIFICATES = '/run/secrets/cnpg.io/webhook';
const ARCHITECTURE = process.arch === 'x64' ? 'amd64' : process.arch;

/** Where the webhooks are: no Pod of the Service is there. */
function webhookAddress(): any {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'cnpg-webhook-outside',
      namespace: NAMESPACE,
      labels: { 'kubernetes.io/service-name': 'cnpg-webhook-service' },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: [ADDRESS], conditions: { ready: true } }],
    ports: [{ name: '', port: 9443, protocol: 'TCP' }],
  };
}
