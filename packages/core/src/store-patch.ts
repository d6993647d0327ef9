import type { ConfigProblem } from './config-problem';

/** A merge patch of an object store's configuration (`backup.storePatch`, `environments[].storePatch`). */
export class StorePatch {
  /**
   * What is wrong with a patch: `STORE_PATCH_TYPE` when it is no object, `STORE_PATCH_OPTION` when it sets what an option decides.
   *
   * @param patch the patch; nothing is fine
   * @param path path of the patch in the options
   */
  public static validate(patch: any, path: string): ConfigProblem[] {
    if (patch === undefined) {
      return [];
    }
    if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
      return [
        {
          code: 'STORE_PATCH_TYPE',
          path,
          message: 'A merge patch is an object.',
          given: JSON.stringify(patch),
          fix: 'Write it like the configuration of the store: { wal: { maxParallel: 8 } }.',
        },
      ];
    }
    return Object.entries(OPTIONS)
      .filter(([field]) => patch[field] !== undefined)
      .map(([field, option]) => ({
        code: 'STORE_PATCH_OPTION',
        path: `${path}.${field}`,
        message: `The option ${option} decides it: another one is another archive.`,
        given: JSON.stringify(patch[field]),
        fix: `Use ${option}.`,
      }));
  }

  private constructor() {}
}

/** Fields that say where backups are, and their options. */
const OPTIONS = { destinationPath: 'backupPath of the environment', serverName: 'serverName of the environment' };
