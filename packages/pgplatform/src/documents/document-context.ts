import type { GeneratedFile, PlatformModel, PlatformRelease } from '@pgplatform/core';

/** Everything that documents are derived from: nothing in them is typed in again. */
export interface DocumentContext {
  /** The repository as data. */
  readonly model: PlatformModel;
  /** Its platform release. */
  readonly release: PlatformRelease;
  /** All YAML files that synthesis writes: apps, base, overlays, product databases. */
  readonly files: GeneratedFile[];
  /** The objects of each environment after Kustomize, product databases included, SealedSecrets left out. */
  readonly effective: { readonly [environment: string]: any[] };
  /** Prints objects as YAML documents. */
  readonly toYaml: (objects: any[]) => string;
}
