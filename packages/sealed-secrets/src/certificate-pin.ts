import { Shape } from '@pgplatform/core';

/**
 * The sealing certificate of an environment: a public file in the repository, and the identity of its key.
 *
 * `pgplatform cert pin` writes both.
 */
export interface CertificatePin {
  /** Path of the PEM file, from the repository's root, for example `certs/prod.pem`. */
  readonly path: string;
  /** SHA-256 of the certificate's SubjectPublicKeyInfo (DER), 64 lower-case hexadecimal digits. */
  readonly spki: string;
}

/** The run-time shape of pins. */
export class CertificatePins {
  /** Reads a `CertificatePin`. */
  public static shape(): Shape {
    return Shape.struct(
      {
        path: Shape.text('^(?!/)(?!(.*/)?\\.\\.(/|$))[^\\\\]+\\.(pem|crt)$', 'a .pem or .crt path inside the repository'),
        spki: Shape.text('^[0-9a-f]{64}$', '64 lower-case hexadecimal digits'),
      },
      ['path', 'spki'],
    );
  }

  private constructor() {}
}
