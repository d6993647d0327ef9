import { spawn } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { join, normalize } from 'node:path';
import type { HostCertificate } from './host-certificate';
import { ADDRESS } from './isolation';
import { output } from './output';

/** Folders that are served: those of git under one name, files under others. */
export interface WebHostsOptions {
  readonly certificate: HostCertificate;
  /** Host -> folder of bare repositories. */
  readonly git: Readonly<Record<string, string>>;
  /** Host -> folder of files. */
  readonly files: Readonly<Record<string, string>>;
}

/** The hosts that a generated repository names, so that it is used as it is. */
export class WebHosts {
  public static async start({ certificate, git, files }: WebHostsOptions): Promise<WebHosts> {
    const backend = join((await output('git', ['--exec-path'])).trim(), 'git-http-backend');
    const server = createServer({ cert: certificate.certificate, key: certificate.key }, (request, response) => {
      const host = request.headers.host ?? '';
      if (git[host]) {
        serveGit(backend, git[host], request, response);
      } else {
        serveFile(files[host], request, response);
      }
    });
    await new Promise<void>((listening) => server.listen(443, ADDRESS, listening));
    return new WebHosts(server);
  }

  private constructor(private readonly server: Server) {}

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** CGI: git's own program answers. */
function serveGit(backend: string, root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'https://git');
  const child = spawn(backend, [], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      ...(request.headers['content-length'] && { CONTENT_LENGTH: request.headers['content-length'] }),
      ...(request.headers['content-encoding'] && { HTTP_CONTENT_ENCODING: String(request.headers['content-encoding']) }),
      ...(request.headers['git-protocol'] && { GIT_PROTOCOL: String(request.headers['git-protocol']) }),
    },
  });
  request.pipe(child.stdin).on('error', () => {});
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.on('close', () => {
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n');
    const headers = answer
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(/:\s*/, 2));
    const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1];
    response.writeHead(
      status ? Number.parseInt(status, 10) : 200,
      Object.fromEntries(headers.filter(([name]) => name.toLowerCase() !== 'status')),
    );
    response.end(answer.subarray(end + 4));
  });
}

function serveFile(folder: string | undefined, { url = '/' }: IncomingMessage, response: ServerResponse): void {
  const file = folder && join(folder, normalize(new URL(url, 'https://files').pathname));
  if (file && existsSync(file)) {
    createReadStream(file).pipe(response);
  } else {
    response.writeHead(404).end();
  }
}
