import { createPrivateKey, type KeyObject } from 'node:crypto';
import { throwawayKey as madeKey, type ThrowawayKeyOptions } from '@pgplatform/test-kit';
import { parseCertificate, type SealingCertificate } from '../src/sealing-certificate';

/** A certificate and its private key, made now and gone with the process. */
export function throwawayKey(options?: ThrowawayKeyOptions): {
  certificate: SealingCertificate;
  privateKey: KeyObject;
  privateKeyPem: string;
} {
  const made = madeKey(options);
  return {
    certificate: parseCertificate(made.certificate),
    privateKey: createPrivateKey(made.privateKey),
    privateKeyPem: made.privateKey,
  };
}
