import { field, hasFields, text } from './field';
import type { GraphFiles } from './graph-files';

const GROUP = /apiVersion["']?:[ \t]*["']?(?:argoproj\.io|(?:kustomize|helm)\.toolkit\.fluxcd\.io)\//;
const KIND = /kind["']?:[ \t]*["']?(?:Application|ApplicationSet|Kustomization|HelmRelease)\b/;
const SPEC = /spec["']?:/;

/** Whether a file seems to define appliers that are no objects of it: templates, and texts or values that become objects elsewhere. */
export function hidesApplier(files: GraphFiles, path: string): boolean {
  const { text: whole, documents, problem } = files.yaml(path);
  const own = files.objectsOf(path).filter((object) => isDefinition(headOf(object)) && hasFields(object.spec));
  if (!isDefinition(whole) || own.length > 0) return false;
  if (problem) return true;
  const seen = new Set<unknown>();
  const open: unknown[] = [...documents];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string' ? isDefinition(value) : isDefinition(headOf(value))) return true;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const one of Object.values(value)) if (one !== null) open.push(one);
  }
  return false;
}

/** Whether a text has all that defines an applier: a reference to one has no spec. */
function isDefinition(text: string): boolean {
  return GROUP.test(text) && KIND.test(text) && SPEC.test(text);
}

/** What a value would be told by, were it an object. */
function headOf(value: unknown): string {
  const spec = field(value, 'spec') === undefined ? '' : 'spec:';
  return `apiVersion: ${text(value, 'apiVersion')}\nkind: ${text(value, 'kind')}\n${spec}`;
}
