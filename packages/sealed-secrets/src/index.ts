export { judgePin, type PinVerdict, usageFindings, validityFindings } from './certificate-findings';
export type { CertificatePin } from './certificate-pin';
export { CertificatePins } from './certificate-pin';
export type { DeclaredSecretOptions, SecretKeyOptions, SecretPlacementOptions } from './declared-secret';
export { DeclaredSecret } from './declared-secret';
export type { ExternalSecretOptions } from './external-secret';
export { ExternalSecret } from './external-secret';
export { type MetadataRefresh, metadataRefresh, metadataRefreshLines, metadataRefreshMarkdown } from './metadata-refresh';
export { keyMark, PROVENANCE_ANNOTATION, type Provenance, readProvenance } from './provenance';
export {
  readSealedFile,
  refreshMetadata,
  replaceSealedValues,
  type SealedFileOptions,
  sealedKeysOf,
  sealIntoFile,
} from './sealed-secret';
export { couldBeSealedWith, inspectSealedValue, type SealedValue, sealValue } from './sealed-value';
export { parseCertificate, type SealingCertificate } from './sealing-certificate';
export {
  copiedValueFindings,
  type SealingContext,
  type SealingFinding,
  sealingContext,
  sealingFindings,
} from './sealing-findings';
export { encryptionLabel, SealingScope, scopeAnnotations } from './sealing-scope';
export { healingCommand, healingText } from './secret-healing';
export { SecretSource } from './secret-source';
export { valueProblems, withoutTrailingNewline } from './secret-value';
export type { BackupCredentialsOptions, RoleCredentialsOptions } from './well-known-secrets';
export { WellKnownSecrets } from './well-known-secrets';
