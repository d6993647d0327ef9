import { join } from 'node:path';
import { MERGE } from './api-server';
import type { ControlPlane } from './control-plane';
import { Daemon } from './daemon';
import { ADDRESS } from './isolation';
import { writePodFiles } from './pod-files';

const PORT = 8080;

const NAMESPACE = 'kube-system';

/** The controller of sealed-secrets. */
export class SealingController {
  /** The Service of its chart, as if the program ran in a Pod: the API server passes requests on to nothing else. */
  public static async serve({ api }: ControlPlane): Promise<void> {
    const metadata = { name: 'sealed-secrets-controller', namespace: NAMESPACE };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { containers: [{ name: 'controller', image: 'sealed-secrets' }], automountServiceAccountToken: false },
    };
    const target = { ip: ADDRESS, targetRef: { kind: 'Pod', ...metadata } };
    const ports = [{ name: 'http', port: PORT }];
    await api.applyAll([
      { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports } },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: NAMESPACE } },
      pod,
      { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets: [{ addresses: [target], ports }] },
    ]);
    const status = { phase: 'Running', podIP: ADDRESS, podIPs: [{ ip: ADDRESS }] };
    await api.get(`${await api.path(pod)}/status`, { method: 'PATCH', type: MERGE, body: { status } });
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
