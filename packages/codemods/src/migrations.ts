import { RETENTION_POLICY } from './migrations/0.2.0-retention-policy';
import type { ByHand, Migration } from './source-migration';
import { isBefore } from './version';

/** Every migration, in the order in which they are made. A file of `migrations/` never changes once it is published. */
export const MIGRATIONS: readonly Migration[] = [RETENTION_POLICY];

/**
 * Makes a `.projenrc.ts` written for one version of the packages fit for this one.
 *
 * @param fromVersion version of the packages that it was written for, for example `0.1.0`
 * @param options canonical options that it is known to set, from its model: what they do not have is not reported
 */
export function migrateSource(
  text: string,
  fromVersion: string,
  options?: any,
): { text: string; applied: string[]; byHand: ByHand[] } {
  const applied: string[] = [];
  let migrated = text;
  for (const migration of pending(fromVersion)) {
    const result = migration.source(migrated);
    migrated = result.text;
    if (result.changed) {
      applied.push(migration.id);
    }
  }
  const concerned = pending(fromVersion).filter(
    (migration) => options === undefined || JSON.stringify(migration.options(options)) !== JSON.stringify(options),
  );
  // The lines are those of the migrated text.
  return { text: migrated, applied, byHand: concerned.flatMap((migration) => migration.source(migrated).byHand) };
}

/** The same for the canonical options of a model. */
export function migrateOptions(options: any, fromVersion: string): any {
  return pending(fromVersion).reduce((migrated, migration) => migration.options(migrated), options);
}

function pending(fromVersion: string): Migration[] {
  return MIGRATIONS.filter(({ version }) => isBefore(fromVersion, version));
}
