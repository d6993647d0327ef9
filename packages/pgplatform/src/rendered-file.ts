import { createHash } from 'node:crypto';
import { manifestText } from './manifest-text';
import type { RepositoryFile } from './repository-file';

/**
 * `rendered/ENV.yaml`: what an environment will be after Kustomize. Its head lists every input with its SHA-256, so a reader
 * knows whether it is fresh.
 *
 * @param path path of the file
 * @param objects the effective objects
 * @param inputs the files they are built from
 */
export function renderedFile(path: string, objects: any[], inputs: RepositoryFile[]): RepositoryFile {
  const digests = inputs
    .map((input) => `input: ${input.path} sha256:${createHash('sha256').update(input.text).digest('hex')}`)
    .sort();
  const order = (object: any) => `${object.kind}/${object.metadata?.namespace ?? ''}/${object.metadata?.name}`;
  const sorted = [...objects].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const comments = [
    'What the environment will be after Kustomize, for review; SealedSecrets are left out. Argo CD does not read this file.',
    ...digests,
  ];
  return { path, text: manifestText({ path, content: sorted, comments }) };
}
