import { type GeneratedFile, KubernetesPatch } from '@pgplatform/core';

/** The Cluster with the user's patch on top, and the lines for the head of its file that say so. */
export function mergeClusterPatch(manifest: any, patch: any): Pick<GeneratedFile, 'content' | 'comments'> {
  if (patch === undefined) {
    return { content: [manifest] };
  }
  return {
    content: [KubernetesPatch.merge(manifest, patch)],
    comments: [
      'clusterPatch of the cluster base was merged into this object last (RFC 7386). It decides:',
      ...leaves(patch).map((path) => `- ${path}`),
    ],
  };
}

function leaves(patch: any, path = ''): string[] {
  return typeof patch === 'object' && patch !== null && !Array.isArray(patch)
    ? Object.entries(patch).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key))
    : [path];
}
