import { ArgoCd, BackupMethod, type ConfigProblem } from '@pgplatform/core';
import type { ResolvedCluster } from '../resolved-cluster';

/** Who the object is. */
const IDENTITY = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace', 'metadata.generateName'].map((path) =>
  path.split('.'),
);

/** What keeps Argo CD from deleting it. */
const GUARD = ['metadata', 'annotations', ArgoCd.SYNC_OPTIONS];

/** The patch changes neither who the Cluster is nor what protects it, and nothing that overlays and documents take from an option. */
export function clusterPatchRules(cluster: ResolvedCluster): ConfigProblem[] {
  const patch = cluster.options.clusterPatch;
  if (patch === undefined) {
    return [];
  }
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return [
      problem('CLUSTER_PATCH_TYPE', [], patch, 'A merge patch is an object.', 'Write it like the Cluster: { spec: { … } }.'),
    ];
  }
  const problems: ConfigProblem[] = [];
  const refuse = (code: string, path: string[], message: string, fix: string) => {
    const given = at(patch, path);
    if (given !== undefined) {
      problems.push(problem(code, path, given, message, fix));
    }
  };
  for (const path of IDENTITY) {
    refuse('CLUSTER_PATCH_IDENTITY', path, 'Another one would be a new, empty cluster.', 'Remove it; the name has an option.');
  }
  refuse('CLUSTER_PATCH_GUARD', GUARD, 'It keeps Argo CD from deleting the database.', 'Remove it from the patch.');
  for (const [path, option] of decidedByOptions(cluster)) {
    refuse('CLUSTER_PATCH_OPTION', path, `The option ${option} decides it, and other files follow the option.`, `Use ${option}.`);
  }
  if (cluster.backup?.method === BackupMethod.PLUGIN) {
    refuse(
      'IN_TREE_PATCH',
      ['spec', 'backup', 'barmanObjectStore'],
      'With the Barman Cloud plugin the archive is configured in the ObjectStore; in the Cluster this does nothing.',
      'Run pgplatform migrate, or move it to backup.storePatch.',
    );
    refuse(
      'IN_TREE_PATCH',
      ['spec', 'backup', 'retentionPolicy'],
      'With the Barman Cloud plugin the archive is configured in the ObjectStore; in the Cluster this does nothing.',
      'Use backup.retentionPolicy.',
    );
  }
  return problems;
}

/** A parameter may be taken away, for there is no option for that; a list of plugins would lose the one that archives. */
function decidedByOptions({ options, backup }: ResolvedCluster): [string[], string][] {
  const parameters = Object.entries(at(options.clusterPatch, ['spec', 'postgresql', 'parameters']) ?? {});
  return [
    [['spec', 'instances'], 'instances'],
    [['spec', 'imageName'], 'postgres.image'],
    [['spec', 'storage', 'size'], 'storage'],
    [['spec', 'walStorage', 'size'], 'walStorage'],
    ...(backup?.method === BackupMethod.PLUGIN ? [[['spec', 'plugins'], 'backup'] as [string[], string]] : []),
    ...parameters
      .filter(([, value]) => value !== null)
      .map(([name]): [string[], string] => [['spec', 'postgresql', 'parameters', name], 'parameters']),
  ];
}

function problem(code: string, path: string[], given: unknown, message: string, fix: string): ConfigProblem {
  return { code, path: ['clusterPatch', ...path].join('.'), message, given: JSON.stringify(given), fix };
}

/** The value at a path; `null` also below something that the patch removes. */
function at(value: any, path: string[]): any {
  return path.reduce((node, key) => (node === null ? null : node?.[key]), value);
}
