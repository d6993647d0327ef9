const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const LENGTH_BYTES = 2;
const TAG_BYTES = 16;
/** Bytes of the RSA keys that sealing certificates have: 2048, 3072, 4096 and 8192 bits. */
const KEY_BYTES = [256, 384, 512, 1024];

/** What a sealed value shows without any key: the length of its plain text, or what is wrong with it. */
export interface SealedValue {
  readonly plainLength?: number;
  readonly problem?: 'base64' | 'header';
}

/** Reads a sealed value: two bytes length, the wrapped session key, ciphertext and tag (sealed-secrets pkg/crypto/crypto.go). */
export function sealedValue(value: unknown): SealedValue {
  if (typeof value !== 'string' || value === '' || !BASE64.test(value)) return { problem: 'base64' };
  const bytes = Buffer.from(value, 'base64');
  const keyBytes = bytes.length >= LENGTH_BYTES ? bytes.readUInt16BE(0) : 0;
  const plainLength = bytes.length - LENGTH_BYTES - keyBytes - TAG_BYTES;
  return KEY_BYTES.includes(keyBytes) && plainLength >= 0 ? { plainLength } : { problem: 'header' };
}
