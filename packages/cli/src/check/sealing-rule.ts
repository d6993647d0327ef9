import { Phase, type Rule, Severity } from '@pgplatform/preflight';

const SEALED_SECRETS = 'https://github.com/bitnami-labs/sealed-secrets#overview';
const FORMAT = 'sealed-secrets pkg/crypto/crypto.go';
const SEAL = 'Seal it again: pgplatform seal ENVIRONMENT NAME.';
const REFRESH = 'Bring them up to date, without any value: pgplatform seal --refresh-metadata.';
const PIN = 'Pin the newest one: pgplatform cert pin ENVIRONMENT.';

const rule = (id: string, says: string, fix: string, severity = Severity.ERROR, source = SEALED_SECRETS): Rule => ({
  id,
  kinds: ['SealedSecret'],
  phase: Phase.REPOSITORY,
  says,
  fix,
  source,
  severity,
});

/** What @pgplatform/sealed-secrets tells about sealed files and pins beyond the rules of preflight: its codes, with dashes. */
export const SEALING_RULES: readonly Rule[] = [
  rule('SEAL-KIND', 'The sealed file of a declared secret holds a SealedSecret.', SEAL),
  rule('SEAL-NAME', 'Name and namespace of a sealed file are those declared.', SEAL),
  rule('SEAL-METADATA', 'Labels, annotations and type of a sealed file are those declared.', REFRESH, Severity.WARNING),
  rule('SEAL-SHORT', 'A sealed value is longer than a placeholder.', SEAL, Severity.WARNING, FORMAT),
  rule(
    'SEAL-SIZE',
    'The values fit into a Secret, and into the annotation of a client-side apply.',
    'Keep large data elsewhere.',
  ),
  rule('SEAL-OTHER-ENVIRONMENT', 'A value is sealed for the cluster of its own environment.', SEAL),
  rule('SEAL-FOREIGN-KEY', 'A value is sealed with the pinned certificate.', SEAL, Severity.ERROR, FORMAT),
  rule(
    'SEAL-EARLIER-KEY',
    'A value is sealed with the certificate that is pinned now.',
    'Let the cluster try to open it, and seal it again: pgplatform reseal ENVIRONMENT.',
    Severity.INFO,
  ),
  rule('SEAL-PROVENANCE', 'The file tells which certificate sealed its values.', SEAL, Severity.WARNING),
  rule('SEAL-VALUE-COPIED', 'No sealed value stands in two places: a strict one opens in one only.', SEAL),
  rule('CERTIFICATE-MISSING', 'The file of a pinned certificate is there.', PIN),
  rule('CERTIFICATE-INVALID', 'The file of a pinned certificate holds one certificate.', PIN),
  rule(
    'CERTIFICATE-PRIVATE-KEY',
    'The file of a pinned certificate holds no private key.',
    'Delete it, and replace the key pair.',
  ),
  rule('CERTIFICATE-NOT-RSA', 'The key of a pinned certificate is RSA.', PIN),
  rule('CERTIFICATE-KEY-SIZE', 'The key of a pinned certificate is large enough.', PIN),
  rule('CERTIFICATE-EXPONENT', 'The public exponent of a pinned certificate is large enough.', PIN),
  rule(
    'CERTIFICATE-USAGE',
    'A pinned certificate does not say that its key is for something else than encryption.',
    PIN,
    Severity.WARNING,
  ),
  rule('CERTIFICATE-MISMATCH', 'The key of a pinned certificate is the one in .projenrc.ts.', 'Find out who changed it.'),
  rule('CERTIFICATE-SHARED', 'Two environments share a key only when they say so.', PIN),
  rule('CERTIFICATE-NOT-YET-VALID', 'A pinned certificate is valid today.', PIN),
  rule('CERTIFICATE-EXPIRED', 'A pinned certificate has not expired.', PIN),
  rule('CERTIFICATE-EXPIRES', 'A pinned certificate is valid for 60 days more.', PIN, Severity.WARNING),
  rule(
    'CERTIFICATE-OLD',
    'A pinned certificate is no older than 45 days: the controller makes a new one every 30, unless it is told otherwise.',
    PIN,
    Severity.INFO,
  ),
];
