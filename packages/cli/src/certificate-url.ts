import * as https from 'node:https';
import { OutsideError } from './command-context';

const PATIENCE = 10_000;
const MAX_BYTES = 64 * 1024;

/** What an https URL holds. No redirects: the pin is trust in this server and no other. */
export function fetchCertificate(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (code: string, message: string) => {
      clearTimeout(late);
      request.destroy();
      reject(new OutsideError(code, message, 'Check the address, or take the certificate from a file: --from FILE.'));
    };
    const late = setTimeout(() => fail('URL_TIMEOUT', 'The server did not answer in time.'), PATIENCE);
    const request = https.get(url, (response) => {
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
