import { Agent, request } from 'node:https';
import { until } from './clock';

/** An answer of the API server. */
export interface Answer {
  readonly status: number;
  readonly body: any;
  /** Texts of its `Warning` headers. */
  readonly warnings: readonly string[];
}

export interface AskOptions {
  readonly method?: string;
  readonly body?: unknown;
  /** Media type of the body. @default application/json */
  readonly type?: string;
}

/** Where it is, and as whom to talk to it. */
export interface Access {
  readonly host: string;
  readonly port: number;
  readonly ca: string;
  readonly token: string;
}

const MANAGER = 'proving-ground';
const APPLY = 'application/apply-patch+yaml';
export const MERGE = 'application/merge-patch+json';

/** A kube-apiserver, asked over HTTPS. */
export class ApiServer {
  private readonly agent: Agent;
  /** `apiVersion kind` -> where its objects are. */
  private readonly resources = new Map<string, { plural: string; namespaced: boolean }>();

  public constructor(private readonly access: Access) {
    this.agent = new Agent({ keepAlive: true, ca: access.ca, maxSockets: 16 });
  }

  public ask(path: string, { method = 'GET', body, type = 'application/json' }: AskOptions = {}): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: this.access.host,
          port: this.access.port,
          path,
          method,
          agent: this.agent,
          headers: {
            authorization: `Bearer ${this.access.token}`,
            accept: 'application/json',
            ...(text !== undefined && { 'content-type': type, 'content-length': Buffer.byteLength(text) }),
          },
        },
        (response) => {
          let answer = '';
          response.setEncoding('utf8').on('data', (chunk) => {
            answer += chunk;
          });
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body: parsed(answer), warnings: warningsIn(response.rawHeaders) }),
          );
        },
      );
      asked.setTimeout(60_000, () => asked.destroy(new Error(`${method} ${path}: no answer within 60 s`)));
      asked.on('error', reject);
      asked.end(text);
    });
  }

  /** The same; throws what is not a success. */
  public async get(path: string, options?: AskOptions): Promise<any> {
    const { status, body } = await this.ask(path, options);
    if (status >= 300) {
      throw new Error(`${options?.method ?? 'GET'} ${path}: ${status} ${body?.message ?? body}`);
    }
    return body;
  }

  public async create(object: any, query = ''): Promise<Answer> {
    return this.ask(`${await this.path(object, false)}${query}`, { method: 'POST', body: object });
  }

  /** A change of all of it; the object must be there. */
  public async replace(object: any, query = ''): Promise<Answer> {
    const { resourceVersion } = (await this.read(object)).metadata;
    const body = { ...object, metadata: { ...object.metadata, resourceVersion } };
    return this.ask(`${await this.path(object)}${query}`, { method: 'PUT', body });
  }

  /** A server-side apply as somebody, who takes over what others own. */
  public async apply(object: any, query = ''): Promise<Answer> {
    const path = `${await this.path(object)}?fieldManager=${MANAGER}&force=true${query}`;
    return this.ask(path, { method: 'PATCH', body: object, type: APPLY });
  }

  /** The same; throws what is refused. The kinds of CRDs among them are served when it is through. */
  public async applyAll(objects: readonly any[]): Promise<void> {
    for (const object of objects) {
      const { status, body } = await this.apply(object);
      if (status >= 300) {
        throw new Error(`${object.kind} ${object.metadata?.name} was not applied: ${status} ${body?.message ?? body}`);
      }
    }
    for (const { kind, spec } of objects) {
      if (kind === 'CustomResourceDefinition') {
        await this.resource(`${spec.group}/${spec.versions[0].name}`, spec.names.kind);
      }
    }
  }

  public async delete(object: any): Promise<void> {
    await this.ask(await this.path(object), { method: 'DELETE' });
  }

  /** The object as it is now; nothing when it is not there. */
  public async read(object: any): Promise<any> {
    const { status, body } = await this.ask(await this.path(object));
    return status === 200 ? body : undefined;
  }

  /** Path of an object, or of all of its kind in its namespace. */
  public async path({ apiVersion, kind, metadata }: any, itself = true): Promise<string> {
    const { plural, namespaced } = await this.resource(apiVersion, kind);
    const namespace = namespaced ? `/namespaces/${metadata?.namespace ?? 'default'}` : '';
    return `${rootOf(apiVersion)}${namespace}/${plural}${itself ? `/${metadata.name}` : ''}`;
  }

  /** A kind that was just installed is served some seconds later. */
  private async resource(apiVersion: string, kind: string): Promise<{ plural: string; namespaced: boolean }> {
    const key = `${apiVersion} ${kind}`;
    return (
      this.resources.get(key) ??
      until(`the API server serves ${key}`, 30, async () => {
        const { body } = await this.ask(rootOf(apiVersion));
        for (const { name, kind: of, namespaced } of body?.resources ?? []) {
          if (!name.includes('/')) {
            this.resources.set(`${apiVersion} ${of}`, { plural: name, namespaced });
          }
        }
        return this.resources.get(key);
      })
    );
  }
}

const rootOf = (apiVersion: string) => (apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`);

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `299 - "text"` of every header. */
function warningsIn(headers: readonly string[]): string[] {
  const texts = headers.filter((_, i) => i % 2 === 1 && headers[i - 1].toLowerCase() === 'warning');
  return texts.map((text) => JSON.parse(/"(?:[^"\\]|\\.)*"/.exec(text)?.[0] ?? '""'));
}
