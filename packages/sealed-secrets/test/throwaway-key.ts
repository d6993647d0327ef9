import { execFileSync } from 'node:child_process';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import * as path from 'node:path';
import { parseCertificate, type SealingCertificate } from '../src/sealing-certificate';

const MAKER = path.resolve(__dirname, '../../../scripts/demo-certificate.mjs');

/** A certificate and its private key, made now and gone with the process. */
export function throwawayKey(...args: string[]): {
  certificate: SealingCertificate;
  privateKey: KeyObject;
  privateKeyPem: string;
} {
  const made = JSON.parse(execFileSync(process.execPath, [MAKER, '--bits', '2048', ...args], { encoding: 'utf8' }));
  return {
    certificate: parseCertificate(made.certificate),
    privateKey: createPrivateKey(made.privateKey),
    privateKeyPem: made.privateKey,
  };
}
