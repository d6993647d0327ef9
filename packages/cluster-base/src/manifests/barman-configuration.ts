import type { ResolvedBackup } from '../resolved-cluster';

/** Name of the plugin. */
export const BARMAN_PLUGIN = 'barman-cloud.cloudnative-pg.io';

/**
 * What Barman is told, in-tree and by the plugin alike.
 *
 * Source: https://github.com/cloudnative-pg/barman-cloud, pkg/api/config.go
 *
 * @param path path in the bucket
 */
export function barmanConfiguration(backup: ResolvedBackup, path: string): any {
  return {
    destinationPath: `${backup.target.url}/${path}`,
    ...backup.target.configuration,
    wal: { compression: backup.compression, maxParallel: backup.jobs },
    data: { compression: backup.compression, jobs: backup.jobs },
  };
}
