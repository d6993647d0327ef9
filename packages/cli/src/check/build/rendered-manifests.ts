import { createHash } from 'node:crypto';
import { type SourceTree, yamlFile } from '@pgplatform/reading';

/** What `rendered/ENV.yaml` says, and of which files. */
export type RenderedManifests = {
  readonly objects: any[];
  /** The inputs that have changed since, or are gone. */
  readonly changed: string[];
};

/** Reads the rendered manifests of an environment; nothing when they are not there, or not readable. */
export function renderedManifests(tree: SourceTree, file: string): RenderedManifests | undefined {
  const bytes = tree.read(file);
  if (!bytes) {
    return undefined;
  }
  const inputs = [...bytes.toString('utf8').matchAll(/^# input: (.+) sha256:([0-9a-f]{64})$/gm)];
  const { documents, problem } = yamlFile(file, bytes);
  if (problem || inputs.length === 0) {
    return undefined;
  }
  const changed = inputs.filter(([, path, digest]) => {
    const input = tree.read(path);
    return !input || createHash('sha256').update(input).digest('hex') !== digest;
  });
  return { objects: documents, changed: changed.map(([, path]) => path) };
}
