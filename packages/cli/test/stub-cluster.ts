import { createPrivateKey } from 'node:crypto';
import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { encryptionLabel, type SealingCertificate, sealValue } from '@pgplatform/sealed-secrets';
import { unseal } from './unsealer';

type Key = { readonly certificate: SealingCertificate; readonly privateKeyPem: string };

/** What goes wrong with requests whose path ends so: a status, no answer, a connection cut off, half an answer, or another answer. */
export type Fault = {
  readonly at: string;
  readonly status?: number;
  readonly hang?: boolean;
  readonly cut?: boolean;
  readonly half?: boolean;
  readonly body?: string;
};

/** An API server on loopback with a sealed-secrets controller behind its service proxy, and a kubectl that talks to it. */
export class StubCluster {
  readonly requests: string[] = [];
  fault: Fault | undefined;
  /** SealedSecrets in the cluster, by `namespace/name`. */
  readonly sealedSecrets = new Map<string, object>();
  /** Called with a request before it is answered. */
  onRequest: (path: string) => void = () => {};
  private readonly server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => this.answer(new URL(request.url!, this.url).pathname, Buffer.concat(chunks).toString(), response));
  });
  private readonly bin = fs.mkdtempSync(path.join(os.tmpdir(), 'stub-kubectl-'));

  /** @param keys the controller's keys, the newest first */
  constructor(public keys: Key[]) {}

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const kubectl = path.join(this.bin, 'kubectl');
    fs.writeFileSync(kubectl, `#!/bin/sh\nexec '${process.execPath}' '${path.resolve(__dirname, 'fake-kubectl.cjs')}' "$@"\n`, {
      mode: 0o755,
    });
    const cluster = { name: 's', cluster: { server: this.url } };
    fs.writeFileSync(
      path.join(this.bin, 'kubeconfig'),
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 's',
        clusters: [cluster],
        contexts: [{ name: 's', context: { cluster: 's', user: 'u' } }],
        users: [{ name: 'u', user: {} }],
      }),
    );
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
    fs.rmSync(this.bin, { recursive: true, force: true });
  }

  /** The environment of a command that finds the fake kubectl. */
  env(): Record<string, string> {
    return { PATH: `${this.bin}${path.delimiter}${process.env.PATH}`, STUB_CLUSTER: this.url };
  }

  /** The environment of a command that uses the real one. */
  realEnv(): Record<string, string> {
    return { KUBECONFIG: path.join(this.bin, 'kubeconfig') };
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private answer(url: string, body: string, response: http.ServerResponse): void {
    this.requests.push(url);
    this.onRequest(url);
    const fault = this.fault && url.endsWith(this.fault.at) ? this.fault : undefined;
    if (fault?.hang) {
      return;
    }
    const [status, text] = fault?.status
      ? [fault.status, 'body']
      : fault?.body !== undefined
        ? [200, fault.body]
        : this.control(url, body);
    if (fault?.cut) {
      response.writeHead(status, { 'content-length': text.length });
      response.write(text.slice(0, text.length / 2), () => response.destroy());
    } else {
      response.writeHead(status).end(fault?.half ? text.slice(0, text.length / 2) : text);
    }
  }

  private control(url: string, body: string): [number, string] {
    const [, namespace, name] = /^\/apis\/bitnami.com\/v1alpha1\/namespaces\/([^/]+)\/sealedsecrets\/([^/]+)$/.exec(url) ?? [];
    if (namespace) {
      const found = this.sealedSecrets.get(`${namespace}/${name}`);
      return found ? [200, JSON.stringify(found)] : [404, '{}'];
    }
    const services = '/api/v1/namespaces/kube-system/services';
    if (url === `${services}/sealed-secrets-controller`) {
      return [200, JSON.stringify({ spec: { ports: [{ name: 'web', port: 8080 }] } })];
    }
    const action = url.startsWith(`${services}/http:sealed-secrets-controller:web/proxy/v1/`) ? path.basename(url) : '';
    if (action === 'cert.pem') {
      return [200, this.keys[0].certificate.pem];
    }
    return action === 'verify' || action === 'rotate' ? this.unsealed(action, body) : [404, ''];
  }

  /** Bodies of errors are empty; only `/v1/verify` tells what cannot be opened from what cannot be read (`pkg/controller/server.go`). */
  private unsealed(action: 'verify' | 'rotate', body: string): [number, string] {
    const document = readSealedSecret(body);
    if (!document) {
      return [500, ''];
    }
    const opened = this.open(document);
    if (!opened) {
      return [action === 'verify' ? 409 : 500, ''];
    }
    return [200, action === 'verify' ? '' : JSON.stringify(this.rotate(document, opened))];
  }

  private open({ metadata, spec }: any): Record<string, Buffer> | undefined {
    try {
      return Object.fromEntries(
        Object.entries<string>(spec.encryptedData).map(([key, sealed]) => [key, this.openOne(sealed, labelOf(metadata))]),
      );
    } catch {
      return undefined;
    }
  }

  private openOne(sealed: string, label: Buffer): Buffer {
    for (const { privateKeyPem } of this.keys) {
      try {
        return unseal(createPrivateKey(privateKeyPem), sealed, label);
      } catch {
        // the next key, as the controller does
      }
    }
    throw new Error('no key could decrypt secret');
  }

  /** The template's metadata becomes a copy of the SealedSecret's own, which keeps only its scope; version and kind are gone. */
  private rotate({ metadata, spec }: any, opened: Record<string, Buffer>): any {
    const { publicKey } = this.keys[0].certificate;
    const sealed = Object.entries(opened).map(([key, value]) => [key, sealValue(publicKey, value, labelOf(metadata))]);
    const { name, namespace, annotations } = metadata;
    const { type } = spec.template;
    return {
      metadata: { name, namespace, annotations },
      spec: { encryptedData: Object.fromEntries(sealed), template: { metadata, type } },
    };
  }
}

/** A SealedSecret as Go decodes it: every value is text. */
function readSealedSecret(body: string): any {
  try {
    const document = JSON.parse(body);
    const isText = Object.values(document.spec.encryptedData).every((value) => value === null || typeof value === 'string');
    return document.kind === 'SealedSecret' && isText ? document : undefined;
  } catch {
    return undefined;
  }
}

function labelOf(metadata: any): Buffer {
  const annotations = metadata.annotations ?? {};
  const scope = ['cluster-wide', 'namespace-wide'].find((wide) => annotations[`sealedsecrets.bitnami.com/${wide}`] === 'true');
  return encryptionLabel(scope ?? 'strict', metadata.namespace, metadata.name);
}
