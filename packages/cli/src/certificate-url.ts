import * as https from 'node:https';
import { type ConfigProblem, configError } from '@pgplatform/core';
import { OutsideError } from './command-context';

const PATIENCE = 10_000;
const MAX_BYTES = 64 * 1024;

/**
 * What an https URL holds, and the host that said it. No redirects: the pin is trust in this server and no other.
 *
 * Throws a ConfigProblem `CERTIFICATE_URL`, which never shows the URL: it may hold a password.
 */
export async function fetchCertificate(given: string, env: NodeJS.ProcessEnv): Promise<{ origin: string; pem: string }> {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url?.hostname) {
    throw refused('This is no URL.', 'Give the whole address: https://HOST/v1/cert.pem.');
  }
  if (url.username || url.password) {
    throw refused(
      'The URL holds a user or a password, which the history of your shell keeps.',
      'Leave them out: a certificate is public. If it was a password, rotate it.',
    );
  }
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    throw refused(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 switches the verification of servers off, so anybody could put another certificate there.',
      'Unset it; a certificate authority of your own goes into NODE_EXTRA_CA_CERTS.',
    );
  }
  return { origin: url.host, pem: await download(url) };
}

function download(url: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (code: string, message: string) => {
      clearTimeout(late);
      request.destroy();
      reject(new OutsideError(code, message, 'Check the address, or take the certificate from a file: --from FILE.'));
    };
    const late = setTimeout(() => fail('URL_TIMEOUT', 'The server did not answer in time.'), PATIENCE);
    const request = https.get(url, { rejectUnauthorized: true }, (response) => {
      if (response.statusCode !== 200) {
        fail('URL_STATUS', `The server answered ${response.statusCode}.`);
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > MAX_BYTES) {
          fail('URL_SIZE', 'The answer is too long for a certificate.');
        }
      });
      response.on('error', () => fail('URL_BROKEN', 'The answer broke off.'));
      response.on('end', () => {
        clearTimeout(late);
        resolve(Buffer.concat(chunks).toString('utf8'));
      });
    });
    request.on('error', (error: NodeJS.ErrnoException) =>
      fail('URL_FAILED', `The server cannot be reached or is not trusted (${error.code}).`),
    );
  });
}

function refused(message: string, fix: string): Error {
  const problem: ConfigProblem = { code: 'CERTIFICATE_URL', path: '--from', message, fix, allowed: 'https://…, a file, cluster' };
  return configError([problem]);
}
