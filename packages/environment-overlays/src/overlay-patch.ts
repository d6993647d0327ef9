import { KubernetesPatch } from '@pgplatform/core';

/** A patch of an overlay: a merge patch in a file of its own, or operations inside a list, in the kustomization. */
export interface OverlayPatch {
  /** The object of the base that is patched. */
  readonly target: any;
  readonly file?: string;
  readonly content?: any;
  readonly operations?: any[];
}

/** A merge patch in a file, or no patch when there is nothing to change. */
export function mergePatches(target: any, file: string, fragment: any): OverlayPatch[] {
  if (fragment === undefined) {
    return [];
  }
  const { apiVersion, kind } = target;
  const { metadata, ...rest } = fragment;
  return [{ target, file, content: { apiVersion, kind, metadata: { name: target.metadata.name, ...metadata }, ...rest } }];
}

/** Operations in the kustomization, or no patch when there are none. */
export function operationPatches(target: any, operations: any[]): OverlayPatch[] {
  return operations.length > 0 ? [{ target, operations }] : [];
}

/** The entry in `patches` of the kustomization. Operations are JSON text, which is YAML too. */
export function patchEntry({ target, file, operations }: OverlayPatch): any {
  const [group, version] = target.apiVersion.split('/');
  return {
    target: { group, version, kind: target.kind, name: target.metadata.name },
    ...(file === undefined ? { patch: JSON.stringify(operations) } : { path: file }),
  };
}

/** The object as Kustomize patches it. */
export function patched(manifest: any, patches: OverlayPatch[]): any {
  return patches.reduce(
    (result, { content, operations }) =>
      operations ? KubernetesPatch.apply(result, operations) : KubernetesPatch.merge(result, content),
    manifest,
  );
}
