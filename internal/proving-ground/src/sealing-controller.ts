import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { Daemon } from './daemon';
import { writePodFiles } from './pod-files';

const PORT = 8080;

/** The controller of sealed-secrets. */
export class SealingController {
  public static async start(plane: ControlPlane, folder: string, state: string): Promise<SealingController> {
    const daemon = new Daemon('sealed-secrets', state, {
      command: join(folder, 'controller'),
      args: ['--key-size=2048', '--kubeclient-qps=-1'],
      env: { ...writePodFiles(plane), POD_NAMESPACE: 'kube-system' },
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
