import * as path from 'node:path';
import type { PlatformModel } from '@pgplatform/core';
import { joined } from '@pgplatform/reading';
import type { RepositoryFiles } from '../repository-files';

const STAND_IN = 'pgplatform.dev/stand-in';

/** A sealed file that is listed and not there yet. */
export type MissingSeal = { readonly file: string; readonly name: string; readonly namespace?: string };

/** The sealed files that overlays list and nobody has sealed: what the model declares, or what is named like one. */
export function missingSeals(files: RepositoryFiles, model: PlatformModel | undefined): MissingSeal[] {
  const there = new Set(files.tree.paths);
  const listed = new Set(
    files.kustomizations.flatMap(({ object, path }) =>
      (Array.isArray(object.resources) ? object.resources : [])
        .filter((entry: unknown) => typeof entry === 'string')
        .map((entry: string) => joined(path, entry)),
    ),
  );
  const declared = model
    ? model.environments.flatMap(({ secrets }) => secrets.filter(({ source }) => source === 'sealed'))
    : [...listed].filter((file) => /seal[^/]*\.ya?ml$/i.test(file)).map((file) => ({ file, name: path.basename(file) }));
  return declared.filter(({ file }) => listed.has(file) && !there.has(file));
}

/** What stands in for sealed files that are not there, by path. */
export function standIns(missing: readonly MissingSeal[]): Map<string, string> {
  return new Map(
    missing.map(({ file, name, namespace }) => {
      const metadata = { name: name.replace(/\.ya?ml$/, ''), namespace, annotations: { [STAND_IN]: 'true' } };
      const sealed = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata, spec: { encryptedData: {} } };
      return [file, JSON.stringify(sealed)];
    }),
  );
}

/** Whether a built object is one of the stand-ins. */
export function isStandIn(object: any): boolean {
  return object?.metadata?.annotations?.[STAND_IN] === 'true';
}
