import { ArgoCd, BackupMethod, type ConfigProblem, KubernetesPatch } from '@pgplatform/core';
import { backupMethodOf } from './base-objects';
import type { EnvironmentSubject } from './environment-subject';

/** What is wrong with an environment's cluster patch, before it is applied. Paths are those of the patch. */
export function clusterPatchProblems(subject: EnvironmentSubject): ConfigProblem[] {
  const { environment, baseCluster } = subject;
  const patch = environment.clusterPatch;
  const path = `${subject.path}.clusterPatch`;
  if (patch === undefined) {
    return [];
  }
  if (typeOf(patch) !== 'an object' || patch.spec === null || patch.metadata === null) {
    return [
      {
        code: 'CLUSTER_PATCH_TYPE',
        path,
        message: 'A cluster patch is a part of a Cluster.',
        given: JSON.stringify(patch),
        allowed: "an object, for example { spec: { logLevel: 'debug' } }",
        fix: 'Correct the patch.',
      },
    ];
  }
  const target = KubernetesPatch.merge({ metadata: { labels: {}, annotations: {} } }, baseCluster);
  return [...refusedProblems(patch, path, subject), ...directiveProblems(patch, path), ...typeProblems(patch, path, target)];
}

/** Who the Cluster is, what protects it, and what an option decides. */
function refusedProblems(patch: any, path: string, subject: EnvironmentSubject): ConfigProblem[] {
  const { apiVersion, kind, metadata } = subject.baseCluster;
  const refuse = (code: string, keys: string[], message: string, fix: string, harmless: any[] = []) => {
    const given = at(patch, keys);
    return given === undefined || harmless.includes(given)
      ? []
      : [{ code, path: [path, ...keys].join('.'), message, given: JSON.stringify(given), fix }];
  };
  const identity = (keys: string[], own?: string) =>
    refuse('CLUSTER_PATCH_IDENTITY', keys, 'Another one would be a new, empty cluster.', 'Remove it.', [own]);
  return [
    ...identity(['apiVersion'], apiVersion),
    ...identity(['kind'], kind),
    ...identity(['metadata', 'name'], metadata.name),
    ...identity(['metadata', 'namespace']),
    ...refuse(
      'CLUSTER_PATCH_GUARD',
      ['metadata', 'annotations', ArgoCd.SYNC_OPTIONS],
      'It keeps Argo CD from deleting the database.',
      'Remove it from the patch.',
    ),
    ...(backupMethodOf(subject.base) === BackupMethod.PLUGIN
      ? [
          ...refuse(
            'IN_TREE_PATCH',
            ['spec', 'backup', 'barmanObjectStore'],
            'With the Barman Cloud plugin the archive is configured in the ObjectStore; in the Cluster this does nothing.',
            'Run pgplatform migrate, or move it to storePatch.',
          ),
          ...refuse(
            'IN_TREE_PATCH',
            ['spec', 'backup', 'retentionPolicy'],
            'With the Barman Cloud plugin the archive is configured in the ObjectStore; in the Cluster this does nothing.',
            'Use clusterBase.backup.retentionPolicy.',
          ),
        ]
      : []),
    ...decidedByOptions(patch, subject).flatMap(([option, keys, harmless]) =>
      refuse(
        'CLUSTER_PATCH_OPTION',
        keys,
        `The option ${option} decides it, and more follows from it.`,
        `Use ${option}.`,
        harmless,
      ),
    ),
  ];
}

/** Options, what they decide, and what a patch may still do to that: null takes away what no option takes away. */
function decidedByOptions(patch: any, { base, managedRoles }: EnvironmentSubject): [string, string[], any[]?][] {
  const parameters = at(patch, ['spec', 'postgresql', 'parameters']);
  return [
    ['instances', ['spec', 'instances']],
    ['image', ['spec', 'imageName']],
    ['storage', ['spec', 'storage', 'size']],
    ['walStorage', ['spec', 'walStorage', 'size']],
    ['cpu', ['spec', 'resources', 'limits', 'cpu'], [null]],
    ['cpuRequest', ['spec', 'resources', 'requests', 'cpu'], [null]],
    ['memory', ['spec', 'resources', 'limits', 'memory'], [null]],
    ['memory', ['spec', 'resources', 'requests', 'memory'], [null]],
    ...(typeOf(parameters) === 'an object' ? Object.keys(parameters) : []).map((name): [string, string[], any[]] => [
      'parameters',
      ['spec', 'postgresql', 'parameters', name],
      [null],
    ]),
    ['backupPath', ['spec', 'backup', 'barmanObjectStore', 'destinationPath']],
    ['serverName', ['spec', 'backup', 'barmanObjectStore', 'serverName']],
    ...(backupMethodOf(base) === BackupMethod.PLUGIN ? [['serverName', ['spec', 'plugins']] as [string, string[]]] : []),
    ...(managedRoles.length > 0 ? [['products', ['spec', 'managed', 'roles']] as [string, string[]]] : []),
  ];
}

/** The value at a path; null also below something that the patch removes. */
function at(value: any, keys: string[]): any {
  return keys.reduce((node, key) => (node === null ? null : node?.[key]), value);
}

/** Keys that Kustomize takes for instructions (`$patch`, `$retainKeys` …). */
function directiveProblems(value: any, path: string): ConfigProblem[] {
  const inside = childrenOf(value, path).flatMap(([child, at]) => directiveProblems(child, at));
  const own = typeOf(value) === 'an object' ? Object.keys(value).filter((key) => key.startsWith('$')) : [];
  return [
    ...own.map((key) => ({
      code: 'CLUSTER_PATCH_DIRECTIVE',
      path: `${path}.${key}`,
      message: 'Kustomize reads this key as an instruction.',
      given: key,
      allowed: 'fields of the Cluster; null removes one',
      fix: `Remove ${key}.`,
    })),
    ...inside,
  ];
}

/** Kustomize refuses to make a list, an object or a plain value of each other. */
function typeProblems(patch: any, path: string, target: any): ConfigProblem[] {
  if (patch === null || patch === undefined || target === null || target === undefined) {
    return [];
  }
  if (typeOf(patch) !== typeOf(target)) {
    return [
      {
        code: 'CLUSTER_PATCH_TYPE',
        path,
        message: `This is ${typeOf(target)} in the base, and Kustomize cannot replace it by ${typeOf(patch)}.`,
        given: typeOf(patch),
        allowed: `${typeOf(target)}; null removes it`,
        fix: 'Correct the patch.',
      },
    ];
  }
  return typeOf(patch) === 'an object'
    ? Object.keys(patch).flatMap((key) => typeProblems(patch[key], `${path}.${key}`, target[key]))
    : [];
}

function childrenOf(value: any, path: string): [any, string][] {
  return Array.isArray(value)
    ? value.map((item, index) => [item, `${path}[${index}]`])
    : Object.entries(typeOf(value) === 'an object' ? value : {}).map(([key, item]) => [item, `${path}.${key}`]);
}

function typeOf(value: any): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' && value !== null ? 'an object' : 'a plain value';
}
