import { type ConfigProblem, KubernetesPatch } from '@pgplatform/core';

/** What is wrong with the form of a cluster patch, before it is applied to the base's Cluster. */
export function clusterPatchProblems(patch: any, path: string, cluster: any): ConfigProblem[] {
  if (patch === undefined) {
    return [];
  }
  if (typeOf(patch) !== 'an object' || patch.spec === null || patch.metadata === null) {
    return [
      {
        code: 'CLUSTER_PATCH',
        path,
        message: 'A cluster patch is a part of a Cluster.',
        allowed: "an object, for example { spec: { logLevel: 'debug' } }",
        fix: 'Correct the patch.',
      },
    ];
  }
  const target = KubernetesPatch.merge({ metadata: { labels: {}, annotations: {} } }, cluster);
  return [...identityProblems(patch, path, cluster), ...directiveProblems(patch, path), ...typeProblems(patch, path, target)];
}

function identityProblems(patch: any, path: string, { apiVersion, kind, metadata }: any): ConfigProblem[] {
  return [
    [patch.apiVersion, apiVersion, 'apiVersion'],
    [patch.kind, kind, 'kind'],
    [patch.metadata?.name, metadata.name, 'metadata.name'],
    [patch.metadata?.namespace, undefined, 'metadata.namespace'],
  ]
    .filter(([given, own]) => given !== undefined && given !== own)
    .map(([given, own, key]) => ({
      code: 'CLUSTER_PATCH_IDENTITY',
      path: `${path}.${key}`,
      message: 'A patch cannot make another object of the Cluster: the old one would be left behind with its data.',
      given: String(given),
      allowed: own ?? 'the namespace option of the environment',
      fix: `Remove ${key}.`,
    }));
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
