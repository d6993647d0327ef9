export { BACKUP_PATCH, moveBackupPatch } from './backup-patch';
export { editProjenrc, type ProjenrcEdit, type ProjenrcResult, pinRelease } from './edit-projenrc';
export { MIGRATIONS, migrateOptions, migrateSource } from './migrations';
export { isPlainProjenrc, type PlainVerdict } from './plain-projenrc';
export type { ByHand, Migration, SourceMigration } from './source-migration';
export type { LiteralValue } from './source-style';
export { compareVersions } from './version';
