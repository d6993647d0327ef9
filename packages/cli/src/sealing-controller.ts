import { setTimeout as sleep } from 'node:timers/promises';
import { KubernetesName, type ModelController } from '@pgplatform/core';
import { OutsideError } from './command-context';
import { apiPath, type Kubectl, type KubectlAnswer } from './kubectl';

/** The controller answers 2 requests per second, 2 at once; then it says 429 (sealed-secrets `pkg/controller/server.go`). */
const PACE = 550;
const BACKOFF = [1000, 2000, 4000];

/** A sealed-secrets controller behind the API server's service proxy. */
export class SealingController {
  private proxy: string | undefined;
  private free = 0;

  constructor(
    private readonly kubectl: Kubectl,
    private readonly where: ModelController,
  ) {}

  /** The newest certificate, PEM. */
  async certificate(): Promise<string> {
    return this.body(await this.kubectl.get(`${await this.service()}/v1/cert.pem`));
  }

  /** Whether it can open every value of a SealedSecret. Nothing is created, and the object need not exist. */
  async opens(sealedSecret: object): Promise<boolean> {
    const answer = await this.paced('/v1/verify', sealedSecret);
    return answer.refusal === 'conflict' ? false : this.body(answer) !== undefined;
  }

  /** The SealedSecret with the same values under the newest key. Ask first whether it opens: here a failure is any failure. */
  async rotated(sealedSecret: object): Promise<any> {
    const answer = await this.paced('/v1/rotate', sealedSecret);
    try {
      return JSON.parse(this.body(answer));
    } catch (error) {
      throw error instanceof OutsideError ? error : broken();
    }
  }

  private async paced(path: string, body: object): Promise<KubectlAnswer> {
    const url = (await this.service()) + path;
    for (const wait of [...BACKOFF, undefined]) {
      await sleep(Math.max(0, this.free - performance.now()));
      const answer = await this.kubectl.post(url, body);
      this.free = performance.now() + PACE;
      if (answer.refusal !== 'rate-limited') {
        return answer;
      }
      if (wait !== undefined) {
        await sleep(wait);
      }
    }
    return { refusal: 'rate-limited' };
  }

  /** Path of the service's proxy; the port's name differs between installations. */
  private async service(): Promise<string> {
    if (this.proxy === undefined) {
      const { namespace, name } = this.where;
      const services = apiPath`/api/v1/namespaces/${namespace}/services`;
      const body = this.body(await this.kubectl.get(services + apiPath`/${name}`));
      this.proxy = services + apiPath`/http:${name}:${portOf(body)}/proxy`;
    }
    return this.proxy;
  }

  private body(answer: KubectlAnswer): string {
    const { namespace, name } = this.where;
    switch (answer.refusal) {
      case undefined:
        return answer.body;
      case 'rate-limited':
        throw new OutsideError(
          'CONTROLLER_BUSY',
          'The controller asks to be left alone for a while.',
          'Repeat the command in a minute; what is done stays done.',
        );
      case 'not-found':
        throw new OutsideError(
          'CONTROLLER_NOT_FOUND',
          `There is no Service ${name} in the namespace ${namespace} of this cluster, or it is not a sealed-secrets controller.`,
          'Set name and namespace of the controller in .projenrc.ts (the Helm chart names it after the release), or switch the kubectl context.',
        );
      case 'conflict':
        throw new OutsideError('CLUSTER_CONFLICT', 'The cluster reports a conflict.', 'Repeat the command.');
    }
  }
}

/** The port of a Service as the proxy takes it: its name, or its number where it has none. */
function portOf(service: string): string {
  try {
    const { name, port } = JSON.parse(service).spec.ports[0];
    const given = String(name ?? port);
    if ((typeof name === 'string' && KubernetesName.isLabel(name)) || (name === undefined && /^\d{1,5}$/.test(given))) {
      return given;
    }
  } catch {
    // not a Service
  }
  throw broken();
}

function broken(): OutsideError {
  return new OutsideError(
    'CONTROLLER_ANSWER',
    'The answer is cut off, or not from a sealed-secrets controller.',
    'Repeat the command; check name and namespace of the controller.',
  );
}
