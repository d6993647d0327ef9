import { fields, isSet, items } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const rule = clusterRules('validatePluginConfiguration');
const path = ['spec', 'plugins'];

/** CL-PLG: plugins. */
export const pluginRules = [
  rule(
    'CL-PLG-1',
    'WAL is archived by a plugin or by the in-tree object store, not both.',
    'Remove backup.barmanObjectStore, or isWALArchiver.',
    function* (view) {
      const archivers = walArchivers(view);
      if (archivers.length > 0 && isSet(fields(view.spec.backup).barmanObjectStore)) {
        yield { path, given: archivers, allowed: 'no WAL archiver beside backup.barmanObjectStore' };
      }
    },
  ),
  rule('CL-PLG-2', 'One plugin at most archives WAL.', 'Leave isWALArchiver on one of them.', function* (view) {
    const archivers = walArchivers(view);
    if (archivers.length > 1) yield { path, given: archivers, allowed: 'one WAL archiver' };
  }),
];

function walArchivers({ spec }: ClusterView): string[] {
  return items(spec.plugins)
    .map(fields)
    .filter((plugin) => plugin.enabled !== false && plugin.isWALArchiver === true)
    .map((plugin) => plugin.name);
}
