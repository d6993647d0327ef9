import { constants, createCipheriv, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto';
import { modulusOf } from './sealing-certificate';

const TAG = 16;
const ZERO_NONCE = Buffer.alloc(12);

/** What anybody can read out of a sealed value without any key. */
export type SealedValue = {
  /** Size of the RSA key that sealed it, in bytes. */
  readonly keyBytes: number;
  /** The encrypted session key. */
  readonly sessionCiphertext: Buffer;
  /** Length of the value inside, in bytes. */
  readonly plaintextLength: number;
};

/**
 * Seals one value: base64 of uint16(length of R), R = RSA-OAEP-SHA256(session key, label), AES-256-GCM(value).
 *
 * The session key is fresh for every value, which is what makes the all-zero nonce safe: never cache or derive it.
 * Source: sealed-secrets `pkg/crypto/crypto.go`, HybridEncrypt.
 */
export function sealValue(publicKey: KeyObject, value: Buffer, label: Buffer): string {
  const session = randomBytes(32);
  try {
    const encrypted = publicEncrypt(
      { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: label },
      session,
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(encrypted.length);
    const cipher = createCipheriv('aes-256-gcm', session, ZERO_NONCE, { authTagLength: TAG });
    return Buffer.concat([length, encrypted, cipher.update(value), cipher.final(), cipher.getAuthTag()]).toString('base64');
  } finally {
    session.fill(0);
  }
}

/** The outside of a sealed value, or nothing when it is none. */
export function inspectSealedValue(sealed: unknown): SealedValue | undefined {
  if (typeof sealed !== 'string' || sealed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(sealed)) {
    return undefined;
  }
  const bytes = Buffer.from(sealed, 'base64');
  const keyBytes = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  const plaintextLength = bytes.length - 2 - keyBytes - TAG;
  if (![128, 256, 384, 512, 768, 1024].includes(keyBytes) || plaintextLength < 0) {
    return undefined;
  }
  return { keyBytes, sessionCiphertext: bytes.subarray(2, 2 + keyBytes), plaintextLength };
}

/**
 * Whether a key may have sealed a value. `false` is certain: the key sizes differ, or the encrypted session key, read as a
 * number, is not below the key's modulus. `true` only means that it cannot be excluded.
 */
export function couldBeSealedWith(value: SealedValue, publicKey: KeyObject): boolean {
  const modulus = modulusOf(publicKey);
  return value.keyBytes === modulus.length && Buffer.compare(value.sessionCiphertext, modulus) < 0;
}
