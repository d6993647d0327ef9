import { createHash } from 'node:crypto';
import type { SealingCertificate } from './sealing-certificate';

/** Top-level annotation of a SealedSecret that says, per key, how its value was sealed. All of it is public. */
export const PROVENANCE_ANNOTATION = 'pgplatform.dev/sealed';

/** How one value was sealed; the format of a sealed value does not tell. */
export type Provenance = {
  /** First 16 hexadecimal digits of the certificate's SPKI SHA-256. */
  readonly cert: string;
  /** First 16 hexadecimal digits of the SHA-256 of the ciphertext: the record is about these bytes and no others. */
  readonly ct: string;
  /** Day, `YYYY-MM-DD`. */
  readonly at: string;
};

/** The record of a value sealed now. Nothing in it derives from the value. */
export function provenanceOf(sealed: string, certificate: SealingCertificate, now: Date): Provenance {
  return { cert: keyMark(certificate.spki), ct: ciphertextMark(sealed), at: now.toISOString().slice(0, 10) };
}

/** How a record names a key. */
export function keyMark(spki: string): string {
  return spki.slice(0, 16);
}

/** The record of each key whose value still is the one it was written for; other tools' values have none. */
export function readProvenance(manifest: any): Record<string, Provenance> {
  let records: any;
  try {
    records = JSON.parse(manifest?.metadata?.annotations?.[PROVENANCE_ANNOTATION]);
  } catch {
    return {};
  }
  const values = manifest?.spec?.encryptedData ?? {};
  return Object.fromEntries(
    Object.entries<any>(records ?? {}).filter(
      ([key, record]) =>
        typeof values[key] === 'string' && typeof record?.cert === 'string' && record.ct === ciphertextMark(values[key]),
    ),
  );
}

function ciphertextMark(sealed: string): string {
  return createHash('sha256').update(Buffer.from(sealed, 'base64')).digest('hex').slice(0, 16);
}
