import { plainText } from '@pgplatform/core';
import type { Finding } from '@pgplatform/preflight';
import type { Build, Kustomization } from './build/build';
import { joined, type RepositoryFiles } from './repository-files';
import type { Position } from './yaml/plain-yaml';
import { yamlFile } from './yaml/yaml-file';
import { unescaped, YamlPositions } from './yaml/yaml-positions';

/** A field as it is written: in a resource, a patch, or a kustomization. */
export type Location = {
  readonly file: string;
  /** Number of the document among those of the file that are not empty. */
  readonly document: number;
  readonly pointer: string;
  /** The document is the object, or the part of it that a patch changes. */
  readonly isObject: boolean;
};

/** Finds where findings about built objects were written. */
export class Locator {
  private readonly positions = new Map<string, YamlPositions>();

  constructor(
    private readonly files: RepositoryFiles,
    private readonly builds: readonly Build[],
  ) {}

  /** The builds with the object of a finding: more than one when they share it. */
  buildsOf({ object, file }: Finding): Build[] {
    return this.builds.filter((build) =>
      build.objects.some((built) => (file === undefined || built.file === file) && isAbout(built.object, object)),
    );
  }

  /** Where the field of a finding is written, or would be; nothing when its file is not one of ours. */
  locate(finding: Finding): Location | undefined {
    const [build] = this.buildsOf(finding);
    const resource = finding.file === undefined ? undefined : this.inFile(finding.file, finding);
    const isIdentity = /^\/(?:apiVersion|kind|metadata\/name(?:space)?)?$/.test(finding.pointer);
    const patches =
      build && !isIdentity ? patchesOf(build.kustomizations).flatMap((patch) => this.inPatch(patch, finding) ?? []) : [];
    // A mapping in a patch is a part of the whole; the whole is where the resource is.
    return patches.find(({ isPart }) => !isPart) ?? (resource && this.has(resource) ? resource : (patches[0] ?? resource));
  }

  position({ file, document, pointer }: Location): Position {
    let positions = this.positions.get(file);
    if (!positions) {
      positions = new YamlPositions(this.files.get(file)?.text ?? '');
      this.positions.set(file, positions);
    }
    return positions.of(document, pointer);
  }

  private inFile(file: string, { object, pointer }: Finding): Location | undefined {
    const { documents = [], problem } = this.files.get(file) ?? {};
    if (problem || documents.length === 0) return undefined;
    const named = documents.findIndex((document) => document?.kind === object.kind && document?.metadata?.name === object.name);
    const ofKind = documents.findIndex((document) => document?.kind === object.kind);
    return { file, document: Math.max(0, named >= 0 ? named : ofKind), pointer, isObject: true };
  }

  private has({ file, document, pointer }: Location): boolean {
    return valueAt(this.files.get(file)?.documents[document], pointer) !== undefined;
  }

  private inPatch(
    { file, text, kind, listedAt }: Patch,
    { object, pointer }: Finding,
  ): (Location & { readonly isPart: boolean }) | undefined {
    if (kind !== undefined && kind !== object.kind) return undefined;
    const documents = file === undefined ? yamlFile('', Buffer.from(text)).documents : (this.files.get(file)?.documents ?? []);
    for (const [document, value] of documents.entries()) {
      const operation = Array.isArray(value)
        ? value.findIndex(({ path }) => typeof path === 'string' && isWithin(pointer, path))
        : -1;
      const field = value?.kind === object.kind ? valueAt(value, pointer) : undefined;
      const isObject = field !== undefined;
      const isPart = typeof field === 'object' && field !== null && !Array.isArray(field);
      if (operation >= 0 || isObject) {
        return file === undefined
          ? { ...listedAt, document: 0, isObject: false, isPart }
          : { file, document, pointer: isObject ? pointer : `/${operation}`, isObject, isPart };
      }
    }
    return undefined;
  }
}

/** A patch: in a file of its own, or as text in a kustomization. */
type Patch = {
  readonly listedAt: { readonly file: string; readonly pointer: string };
  readonly kind?: string;
} & ({ readonly file: string; readonly text?: undefined } | { readonly file?: undefined; readonly text: string });

/** The patches of some kustomizations, the one that is applied last first: kustomizations come outermost first. */
function patchesOf(kustomizations: readonly Kustomization[]): Patch[] {
  return kustomizations.flatMap(({ object, path, file }) =>
    ['patches', 'patchesJson6902', 'patchesStrategicMerge']
      .flatMap((field) =>
        (Array.isArray(object[field]) ? object[field] : []).map((entry: any, index: number): Patch => {
          const given = typeof entry === 'string' ? entry : (entry?.path ?? entry?.patch ?? '');
          const inline = entry?.path === undefined && plainText(given).includes('\n');
          return {
            listedAt: { file, pointer: `/${field}/${index}` },
            kind: entry?.target?.kind,
            ...(inline ? { text: plainText(given) } : { file: joined(path, plainText(given)) }),
          };
        }),
      )
      .reverse(),
  );
}

function isAbout(object: any, ref: Finding['object']): boolean {
  const { kind, metadata } = object ?? {};
  return kind === ref.kind && (metadata?.name ?? '') === ref.name && (metadata?.namespace ?? '') === (ref.namespace ?? '');
}

function valueAt(value: any, pointer: string): any {
  let current = value;
  for (const step of pointer.split('/').slice(1)) {
    const key = unescaped(step);
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** Whether a pointer leads to what another leads to, or into it. */
function isWithin(pointer: string, other: string): boolean {
  return `${pointer}/`.startsWith(`${other}/`);
}
