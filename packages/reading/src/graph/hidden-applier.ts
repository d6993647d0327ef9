import { isMap } from './field';
import type { GraphFiles } from './graph-files';

const GROUP = /apiVersion:[ \t]*["']?(?:argoproj\.io|(?:kustomize|helm)\.toolkit\.fluxcd\.io)\//;
const KIND = /kind:[ \t]*["']?(?:Application|ApplicationSet|Kustomization|HelmRelease)\b/;

/** Whether a file seems to define appliers that are no objects of it: templates, and texts or values that become objects elsewhere. */
export function hidesApplier(files: GraphFiles, path: string): boolean {
  const { text } = files.yaml(path);
  if (!GROUP.test(text) || !KIND.test(text)) return false;
  return !files.objectsOf(path).some(({ apiVersion, spec }) => GROUP.test(`apiVersion: ${apiVersion}`) && isMap(spec));
}
