import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { Daemon } from './daemon';
import { ADDRESS } from './isolation';
import { writePodFiles } from './pod-files';

const PORT = 8080;

const NAMESPACE = 'kube-system';

/** The controller of sealed-secrets. */
export class SealingController {
  /** What the product looks for: the Service of its chart, and where that leads to. */
  public static service(): any[] {
    const metadata = { name: 'sealed-secrets-controller', namespace: NAMESPACE };
    const labels = { 'kubernetes.io/service-name': metadata.name };
    return [
      { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ name: 'http', port: PORT }] } },
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { ...metadata, labels },
        addressType: 'IPv4',
        endpoints: [{ addresses: [ADDRESS], conditions: { ready: true } }],
        ports: [{ name: 'http', port: PORT, protocol: 'TCP' }],
      },
    ];
  }

  public static async start(plane: ControlPlane, folder: string, state: string, ...args: string[]): Promise<SealingController> {
    const daemon = new Daemon('sealed-secrets', state, {
      command: join(folder, 'controller'),
      args: ['--key-size=2048', '--kubeclient-qps=-1', ...args],
      env: { ...writePodFiles(plane), POD_NAMESPACE: NAMESPACE },
    });
    const certificate = await daemon.ready(60, async () => {
      const answer = await fetch(`http://127.0.0.1:${PORT}/v1/cert.pem`).catch(() => undefined);
      return answer?.ok ? answer.text() : undefined;
    });
    return new SealingController(certificate, daemon);
  }

  private constructor(
    /** The certificate that it seals with, PEM. */
    public readonly certificate: string,
    private readonly daemon: Daemon,
  ) {}

  public stop(): Promise<void> {
    return this.daemon.stop();
  }
}
