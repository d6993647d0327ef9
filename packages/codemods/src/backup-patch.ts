import { BackupPatchMove, STORE } from './backup-patch-move';
import { ProjenrcSource } from './projenrc-source';
import type { Migration, SourceMigration } from './source-migration';

const ID = 'move-backup-patch';

/**
 * Moves `clusterPatch.spec.backup.barmanObjectStore`, of the cluster base and of environments, to `storePatch`. It is none of
 * the migrations of a version, because both mean the same until the backups move to the plugin; from then on only the latter does.
 */
export const BACKUP_PATCH: Migration = {
  id: ID,
  version: '0.2.0',
  summary: `clusterPatch.spec.backup.${STORE} is now storePatch`,
  source: moveBackupPatch,
  options: (options) => ({
    ...options,
    ...(options.clusterBase && { clusterBase: moveIn(options.clusterBase, 'backup') }),
    ...(options.environments && { environments: options.environments.map((environment: any) => moveIn(environment)) }),
  }),
};

/** The source part of `BACKUP_PATCH`. A file that does not name the patch costs no time. */
export function moveBackupPatch(text: string): SourceMigration {
  if (!text.includes(STORE)) {
    return { text, changed: false, byHand: [] };
  }
  const moved = new BackupPatchMove(ProjenrcSource.parse(text), ID).make();
  return moved.text === text
    ? { ...moved, changed: false }
    : { text: moved.text, changed: true, byHand: moveBackupPatch(moved.text).byHand }; // with the lines of the new text
}

/** Moves the patch in the JSON of one owner. */
function moveIn(owner: any, home?: string): any {
  const store = owner.clusterPatch?.spec?.backup?.[STORE];
  const target = home === undefined ? owner : owner[home];
  if (typeof store !== 'object' || store === null || target?.storePatch !== undefined) {
    return owner;
  }
  const { clusterPatch, ...rest } = owner;
  const patch = without(clusterPatch, ['spec', 'backup', STORE]);
  const moved = { ...rest, ...(patch && { clusterPatch: patch }) };
  return home === undefined ? { ...moved, storePatch: store } : { ...moved, [home]: { ...target, storePatch: store } };
}

/** An object without what is at a path, and without what would then be empty. */
function without(object: any, [key, ...path]: readonly string[]): any {
  const { [key]: value, ...rest } = object;
  const left = path.length > 0 ? without(value, path) : undefined;
  const all = left === undefined ? rest : { ...object, [key]: left };
  return Object.keys(all).length > 0 ? all : undefined;
}
