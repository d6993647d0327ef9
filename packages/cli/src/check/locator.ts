import { plainText } from '@pgplatform/core';
import type { Finding } from '@pgplatform/preflight';
import { joined, type Position, unescaped, YamlPositions, yamlFile } from '@pgplatform/reading';
import type { Build, Kustomization } from './build/build';
import type { RepositoryFiles } from './repository-files';

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
  private readonly patches = new Map<Build, Patch[]>();
  /** The builds with an object, and with an object of a file. */
  private readonly places = new Map<string, Set<Build>>();
  /** The first document of a file about an object, and of a kind. */
  private readonly documents = new Map<string, number>();

  constructor(
    private readonly files: RepositoryFiles,
    builds: readonly Build[],
  ) {
    for (const build of builds) {
      for (const { object, file } of build.objects) {
        this.place(keyOf(object), build);
        this.place(keyOf(object, file), build);
      }
    }
    for (const { path, documents } of files.manifests) {
      for (const [index, document] of documents.entries()) {
        for (const key of [keyInFile(path, document?.kind, document?.metadata?.name), keyInFile(path, document?.kind)]) {
          if (!this.documents.has(key)) this.documents.set(key, index);
        }
      }
    }
  }

  private place(key: string, build: Build): void {
    const builds = this.places.get(key);
    if (builds) builds.add(build);
    else this.places.set(key, new Set([build]));
  }

  /** The builds with the object of a finding: more than one when they share it. */
  buildsOf({ object, file }: Finding): Build[] {
    return [...(this.places.get(keyOf({ kind: object.kind, metadata: object }, file)) ?? [])];
  }

  /** Where the field of a finding is written, or would be; nothing when its file is not one of ours. */
  locate(finding: Finding): Location | undefined {
    const [build] = this.buildsOf(finding);
    const resource = finding.file === undefined ? undefined : this.inFile(finding.file, finding);
    const isIdentity = /^\/(?:apiVersion|kind|metadata\/name(?:space)?)?$/.test(finding.pointer);
    const patches = build && !isIdentity ? this.patchesOf(build).flatMap((patch) => this.inPatch(patch, finding) ?? []) : [];
    // A mapping in a patch is a part of the whole; the whole is where the resource is.
    return patches.find(({ isPart }) => !isPart) ?? (resource && this.has(resource) ? resource : (patches[0] ?? resource));
  }

  private patchesOf(build: Build): Patch[] {
    const patches = this.patches.get(build) ?? patchesOf(build.kustomizations);
    this.patches.set(build, patches);
    return patches;
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
    const named = this.documents.get(keyInFile(file, object.kind, object.name));
    return { file, document: named ?? this.documents.get(keyInFile(file, object.kind)) ?? 0, pointer, isObject: true };
  }

  private has({ file, document, pointer }: Location): boolean {
    return valueAt(this.files.get(file)?.documents[document], pointer) !== undefined;
  }

  private inPatch(
    { file, documents: own, kind, listedAt }: Patch,
    { object, pointer }: Finding,
  ): (Location & { readonly isPart: boolean }) | undefined {
    if (kind !== undefined && kind !== object.kind) return undefined;
    const documents = own ?? this.files.get(file)?.documents ?? [];
    for (const [document, value] of documents.entries()) {
      const operation = Array.isArray(value)
        ? value.findIndex((operation) => typeof operation?.path === 'string' && isWithin(pointer, operation.path))
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
} & ({ readonly file: string; readonly documents?: undefined } | { readonly file?: undefined; readonly documents: any[] });

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
            ...(inline
              ? { documents: yamlFile('', Buffer.from(plainText(given))).documents }
              : { file: joined(path, plainText(given)) }),
          };
        }),
      )
      .reverse(),
  );
}

/** Of objects with the same kind, namespace and name, in the same file: the same key. What is no text is none. */
function keyOf({ kind, metadata }: any, file?: string): string {
  const name = metadata?.name ?? '';
  const namespace = metadata?.namespace ?? '';
  return JSON.stringify([kind, name, namespace, file].map((part) => (typeof part === 'string' ? part : null)));
}

function keyInFile(file: string, kind: unknown, name?: unknown): string {
  return JSON.stringify([file, ...[kind, name].map((part) => (typeof part === 'string' ? part : null))]);
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
