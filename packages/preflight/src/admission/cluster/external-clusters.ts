import { fields, isSet, items, text } from '../../shape';
import { clusterRules } from './cluster-view';

const WAYS = ['connectionParameters', 'plugin', 'barmanObjectStore'];
const rule = clusterRules('validateExternalClusters');
const oneRule = clusterRules('validateExternalCluster');

/** CL-EXT: the other servers a cluster knows. */
export const externalClusterRules = [
  oneRule(
    'CL-EXT-1',
    'An external cluster says how it is reached.',
    'Give connectionParameters, plugin or barmanObjectStore.',
    function* ({ spec }) {
      for (const [index, external] of items(spec.externalClusters).entries()) {
        if (WAYS.some((way) => isSet(fields(external)[way]))) continue;
        yield { path: ['spec', 'externalClusters', index], given: external, allowed: WAYS.join(', ') };
      }
    },
  ),
  rule('CL-EXT-2', 'The names of external clusters differ.', 'Rename one of them.', function* ({ spec }) {
    const seen = new Set<string>();
    for (const [index, external] of items(spec.externalClusters).entries()) {
      const name = text(fields(external).name);
      if (seen.has(name)) yield { path: ['spec', 'externalClusters', index, 'name'], given: name, allowed: 'a name of its own' };
      seen.add(name);
    }
  }),
  oneRule(
    'CL-EXT-3',
    'What becomes part of a file path, the name of an external cluster and its TLS references, stays inside its folder.',
    'Remove slashes, backslashes and dots that stand alone.',
    function* ({ spec }) {
      for (const [index, external] of items(spec.externalClusters).entries()) {
        const path = ['spec', 'externalClusters', index];
        const parts = [
          ['name'],
          ...['sslCert', 'sslKey', 'sslRootCert'].flatMap((field) => [
            [field, 'name'],
            [field, 'key'],
          ]),
        ];
        for (const part of parts) {
          const value = text(part.reduce<any>((at, key) => fields(at)[key], external));
          if (leavesFolder(value)) yield { path: [...path, ...part], given: value, allowed: 'no path separator' };
        }
      }
    },
    { since: ['1.28.4', '1.29.2', '1.30.0'] },
  ),
];

function leavesFolder(value: string): boolean {
  return value === '.' || value === '..' || /[/\\]/.test(value);
}
