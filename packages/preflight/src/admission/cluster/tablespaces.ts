import { byteLength, fields, items, text } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const rule = clusterRules('validateTablespaceNames');

/** CL-TBS: tablespaces. */
export const tablespaceRules = [
  rule('CL-TBS-1', 'The names of tablespaces differ, and not only in case.', 'Rename one of them.', function* (view) {
    for (const { path, name, repeated } of tablespaces(view)) {
      if (repeated) yield { path, given: name, allowed: 'a name that no other tablespace has' };
    }
  }),
  rule(
    'CL-TBS-2',
    'The name of a tablespace is a PostgreSQL identifier of at most 63 bytes that does not start with pg_.',
    'Choose another name.',
    function* (view) {
      for (const { path, name, repeated } of tablespaces(view)) {
        if (!repeated && (name.startsWith('pg_') || !/^[a-zA-Z_][a-zA-Z0-9_$]*$/.test(name) || byteLength(name) > 63)) {
          yield { path, given: name, allowed: 'letters, digits, _ and $, not starting with a digit or pg_' };
        }
      }
    },
  ),
  rule(
    'CL-TBS-3',
    'No two tablespaces become the same volume once _ and $ are hyphens.',
    'Rename one of them.',
    function* (view) {
      const seen = new Set<string>();
      for (const { path, name, repeated } of tablespaces(view)) {
        if (repeated) continue;
        const volume = name.replace(/^_/, '1').replace(/[$_]/g, '-').toLowerCase();
        if (seen.has(volume)) yield { path, given: name, allowed: `a name that does not become ${volume}` };
        seen.add(volume);
      }
    },
    { since: ['1.27.4', '1.28.2', '1.29.0'] },
  ),
  clusterRules('validateTablespaceBackupSnapshot')(
    'CL-TBS-4',
    'A snapshot class is given for a tablespace that exists.',
    'Name a tablespace of the cluster, or remove the entry.',
    function* (view) {
      const classes = fields(fields(fields(view.spec.backup).volumeSnapshot).tablespaceClassName);
      const names = items(view.spec.tablespaces).map((tablespace) => text(fields(tablespace).name));
      for (const name of Object.keys(classes)) {
        if (names.includes(name)) continue;
        yield {
          path: ['spec', 'backup', 'volumeSnapshot', 'tablespaceClassName', name],
          given: name,
          allowed: names.join(', ') || 'nothing',
        };
      }
    },
  ),
];

/** Each with whether an earlier one has the same name, whatever the case. */
function tablespaces({ spec }: ClusterView) {
  const seen = new Set<string>();
  return items(spec.tablespaces).map((tablespace, index) => {
    const name = text(fields(tablespace).name);
    const repeated = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return { path: ['spec', 'tablespaces', index, 'name'], name, repeated };
  });
}
