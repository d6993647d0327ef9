import type { SealingCertificate } from '@pgplatform/sealed-secrets';

/** A certificate as data. */
export function certificateJson(certificate: SealingCertificate): object {
  const { bits, spki, fingerprint, notBefore, notAfter } = certificate;
  return { bits, spki, fingerprint, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() };
}

/** A certificate for people to compare. */
export function certificateText(certificate: SealingCertificate): string {
  const { bits, spki, fingerprint, notBefore, notAfter } = certificate;
  return [
    `  key           RSA ${bits}`,
    `  SPKI SHA-256  ${spki}`,
    `  fingerprint   ${fingerprint} (the controller's id of the key)`,
    `  valid         ${notBefore.toISOString().slice(0, 10)} to ${notAfter.toISOString().slice(0, 10)}`,
  ].join('\n');
}
