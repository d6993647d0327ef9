import type { ConfigProblem } from '@pgplatform/core';

/** What is wrong with the form of a cluster patch: it is applied only when nothing is. */
export function clusterPatchProblems(patch: any, path: string, cluster: any): ConfigProblem[] {
  if (patch === undefined) {
    return [];
  }
  const problem = (code: string, where: string, message: string, allowed: string): ConfigProblem => ({
    code,
    path: where,
    message,
    allowed,
    fix: 'Correct the patch.',
  });
  if (![patch, patch?.metadata ?? {}, patch?.spec ?? {}].every(isMap) || patch.spec === null || patch.metadata === null) {
    return [
      problem(
        'CLUSTER_PATCH',
        path,
        'A cluster patch is a part of a Cluster.',
        'an object, for example { spec: { logLevel: … } }',
      ),
    ];
  }
  const { apiVersion, kind, metadata } = cluster;
  const identity = { apiVersion, kind, metadata: { name: metadata.name } };
  return [
    ...[
      [patch.apiVersion, identity.apiVersion, 'apiVersion'],
      [patch.kind, identity.kind, 'kind'],
      [patch.metadata?.name, identity.metadata.name, 'metadata.name'],
      [patch.metadata?.namespace, undefined, 'metadata.namespace'],
    ]
      .filter(([given, own]) => given !== undefined && given !== own)
      .map(([, own, key]) =>
        problem(
          'CLUSTER_PATCH_IDENTITY',
          `${path}.${key}`,
          'A patch cannot make another object of the Cluster: the old one, and its data, would be left behind.',
          own ?? 'the namespace option of the environment',
        ),
      ),
    ...directives(patch, path).map((where) =>
      problem('CLUSTER_PATCH_DIRECTIVE', where, 'Kustomize reads this key as an instruction.', 'plain fields; null removes one'),
    ),
  ];
}

/** Paths of the keys that Kustomize takes for instructions (`$patch`, `$retainKeys` …). */
function directives(value: any, path: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => directives(item, `${path}[${index}]`));
  }
  return isMap(value)
    ? Object.entries(value).flatMap(([key, item]) => [
        ...(key.startsWith('$') ? [`${path}.${key}`] : []),
        ...directives(item, `${path}.${key}`),
      ])
    : [];
}

function isMap(value: any): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
