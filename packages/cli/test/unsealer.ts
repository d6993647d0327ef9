import { constants, createDecipheriv, type KeyObject, privateDecrypt } from 'node:crypto';

/** What the controller does (sealed-secrets pkg/crypto/crypto.go, HybridDecrypt). For tests only: the product never opens a value. */
export function unseal(privateKey: KeyObject, sealed: string, label: Buffer): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const body = 2 + bytes.readUInt16BE(0);
  const session = privateDecrypt(
    { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: label },
    bytes.subarray(2, body),
  );
  const decipher = createDecipheriv('aes-256-gcm', session, Buffer.alloc(12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(body, -16)), decipher.final()]);
}
