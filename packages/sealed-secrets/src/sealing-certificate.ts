import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { type ConfigProblem, configError } from '@pgplatform/core';

/** A certificate that seals: a container for the controller's public key. */
export type SealingCertificate = {
  /** The certificate alone, PEM, one newline at the end. */
  readonly pem: string;
  readonly publicKey: KeyObject;
  /** Size of the RSA modulus. */
  readonly bits: number;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256 of the SubjectPublicKeyInfo, 64 hexadecimal digits: the same for every certificate of one key. */
  readonly spki: string;
  /** The controller's own id of the key: `SHA256:…`, as `ssh-keygen -lf` prints it. */
  readonly fingerprint: string;
  /** The certificate says what its key is for, and encryption is not among it. */
  readonly isForOtherUse: boolean;
  /** How many certificates the text has; this is the first. */
  readonly count: number;
};

/**
 * The first certificate in PEM text, as kubeseal takes it (sealed-secrets `pkg/kubeseal/kubeseal.go`, ParseKey).
 *
 * Throws a ConfigProblem `CERTIFICATE_PRIVATE_KEY`, `CERTIFICATE_INVALID`, `CERTIFICATE_NOT_RSA`, `CERTIFICATE_KEY_SIZE` or `CERTIFICATE_EXPONENT`;
 * validity is for `validityFindings` to judge, which knows the date.
 */
export function parseCertificate(pem: string | Buffer, path = 'certificate'): SealingCertificate {
  const text = pem.toString();
  if (/PRIVATE KEY/.test(text)) {
    throw refused(path, 'CERTIFICATE_PRIVATE_KEY', 'This holds a private key.', {
      fix: 'Remove it from the work tree and from git. If it is the key of a sealing certificate, renew that key, and rotate every secret sealed with it.',
    });
  }
  const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(text)?.[0];
  if (block === undefined) {
    throw refused(path, 'CERTIFICATE_INVALID', 'There is no certificate in it.', { allowed: 'PEM text with BEGIN CERTIFICATE' });
  }
  let x509: X509Certificate;
  let publicKey: KeyObject;
  try {
    x509 = new X509Certificate(block);
    publicKey = x509.publicKey;
  } catch {
    throw refused(path, 'CERTIFICATE_INVALID', 'The certificate cannot be read.');
  }
  if (publicKey.asymmetricKeyType !== 'rsa') {
    throw refused(path, 'CERTIFICATE_NOT_RSA', 'The key of the certificate cannot seal.', {
      given: publicKey.asymmetricKeyType,
      allowed: 'rsa',
    });
  }
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 2048) {
    throw refused(path, 'CERTIFICATE_KEY_SIZE', 'The RSA key is too small.', {
      given: `${bits} bits`,
      allowed: 'at least 2048 bits',
    });
  }
  const exponent = publicKey.asymmetricKeyDetails?.publicExponent ?? 0n;
  if (exponent < LEAST_EXPONENT || exponent % 2n === 0n) {
    throw refused(path, 'CERTIFICATE_EXPONENT', 'The public exponent of the RSA key is too small; with 1 nothing is encrypted.', {
      given: `${exponent}`,
      allowed: `an odd number of at least ${LEAST_EXPONENT}`,
    });
  }
  return {
    pem: `${block.replace(/\r\n?/g, '\n')}\n`,
    publicKey,
    bits,
    notBefore: new Date(x509.validFrom),
    notAfter: new Date(x509.validTo),
    spki: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
    fingerprint: opensshFingerprint(publicKey),
    isForOtherUse: isForOtherUse(x509.raw),
    count: text.split('-----BEGIN CERTIFICATE-----').length - 1,
  };
}

/** What every maker of keys uses, and NIST SP 800-56B asks for (6.2). */
const LEAST_EXPONENT = 65537n;

/** The key usage extension of a certificate, DER: its OID, perhaps `critical`, and a bit string of one or two bytes. */
const KEY_USAGE = Buffer.from('0603551d0f', 'hex');
const CRITICAL = Buffer.from('0101ff', 'hex');
/** keyEncipherment, dataEncipherment, encipherOnly, which is what the controller's own certificates say (RFC 5280, 4.2.1.3). */
const ENCRYPTION = 0x20 | 0x10 | 0x01;

function isForOtherUse(der: Buffer): boolean {
  const found = der.indexOf(KEY_USAGE);
  if (found < 0) {
    return false;
  }
  const rest = der.subarray(found + KEY_USAGE.length);
  const [octets, , bits, size, , usage] = rest.subarray(rest.indexOf(CRITICAL) === 0 ? CRITICAL.length : 0);
  return octets === 0x04 && bits === 0x03 && size >= 2 && (usage & ENCRYPTION) === 0;
}

/** The modulus of an RSA key, big-endian. */
export function modulusOf(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).n as string, 'base64url');
}

/** SHA-256 over the key as OpenSSH writes it (RFC 4253, 6.6): string "ssh-rsa", mpint e, mpint n. */
function opensshFingerprint(key: KeyObject): string {
  const exponent = Buffer.from(key.export({ format: 'jwk' }).e as string, 'base64url');
  const hash = createHash('sha256');
  for (const part of [Buffer.from('ssh-rsa'), positive(exponent), positive(modulusOf(key))]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    hash.update(length).update(part);
  }
  return `SHA256:${hash.digest('base64').replace(/=+$/, '')}`;
}

/** An mpint with the highest bit set would be negative: it gets a zero byte in front. */
function positive(number: Buffer): Buffer {
  return number[0] & 0x80 ? Buffer.concat([Buffer.of(0), number]) : number;
}

function refused(path: string, code: string, message: string, more: Partial<ConfigProblem> = {}): Error {
  return configError([{ code, path, message, fix: 'Fetch it again: pgplatform cert pin.', ...more }]);
}
