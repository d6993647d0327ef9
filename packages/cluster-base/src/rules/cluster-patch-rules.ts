import { ArgoCd, type ConfigProblem, PostgresParameters } from '@pgplatform/core';
import type { ResolvedCluster } from '../resolved-cluster';

/** Who the object is. */
const IDENTITY = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace', 'metadata.generateName'];

/** What other files and documents take from an option: a patch would make them lie. */
const OPTIONS: { [path: string]: string } = {
  'spec.instances': 'instances',
  'spec.imageName': 'postgres.image',
  'spec.storage.size': 'storage',
  'spec.walStorage': 'walStorage',
  'spec.plugins': 'backup',
  'spec.backup.barmanObjectStore': 'backup',
};

/** The patch changes neither who the Cluster is nor what protects it, and nothing that an option decides. */
export function clusterPatchRules({ options: { clusterPatch: patch } }: ResolvedCluster): ConfigProblem[] {
  if (patch === undefined) {
    return [];
  }
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return [
      problem('CLUSTER_PATCH_TYPE', '', 'A merge patch is an object.', patch, 'Write it like the Cluster: { spec: { … } }.'),
    ];
  }
  return [
    ...IDENTITY.filter((path) => at(patch, path) !== undefined).map((path) =>
      problem(
        'CLUSTER_PATCH_IDENTITY',
        path,
        'This is who the object is: another one would be a new, empty cluster.',
        at(patch, path),
        'Remove it; use the option name.',
      ),
    ),
    ...Object.entries(OPTIONS)
      .filter(([path]) => at(patch, path) !== undefined)
      .map(([path, option]) =>
        problem(
          'CLUSTER_PATCH_OPTION',
          path,
          `The option ${option} decides this, and other files follow it.`,
          at(patch, path),
          `Use ${option}.`,
        ),
      ),
    ...guards(patch),
    ...PostgresParameters.validate(at(patch, 'spec.postgresql.parameters') ?? {}, 'clusterPatch.spec.postgresql.parameters'),
  ];
}

function guards(patch: any): ConfigProblem[] {
  const annotations = at(patch, 'metadata.annotations');
  const given = annotations === null ? null : annotations?.[ArgoCd.SYNC_OPTIONS];
  return given === undefined
    ? []
    : [
        problem(
          'CLUSTER_PATCH_GUARD',
          `metadata.annotations.${ArgoCd.SYNC_OPTIONS}`,
          `This annotation keeps Argo CD from deleting the database (${ArgoCd.GUARD}).`,
          given,
          'Remove it from the patch.',
        ),
      ];
}

function problem(code: string, path: string, message: string, given: unknown, fix: string): ConfigProblem {
  return { code, path: path ? `clusterPatch.${path}` : 'clusterPatch', message, given: JSON.stringify(given), fix };
}

/** The value at a path; `null` also below something that the patch removes. */
function at(value: any, path: string): any {
  return path.split('.').reduce((node, key) => (node === null ? null : node?.[key]), value);
}
