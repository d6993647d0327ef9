import type { PlatformModel } from '@pgplatform/core';
import type { ManifestSet } from '@pgplatform/impact';
import { yamlFile } from '@pgplatform/reading';
import { blobSha } from './blob-sha';

/** Documents of YAML that was read lately, by the name git gives it: repositories of a fleet have most of it in common. */
const MOST_DOCUMENTS = 500;

/** Reads the effective objects of generated repositories: rendered files and Applications, without Kustomize and without a disk. */
export class Manifests {
  private readonly documents = new Map<string, any[]>();

  /**
   * The objects of one repository.
   *
   * @param texts its generated files that are about objects: `isManifest`
   */
  setOf(model: PlatformModel, texts: ReadonlyMap<string, string>): ManifestSet {
    const objectsIn = (folder: string) =>
      [...texts]
        .filter(([path]) => path.startsWith(`${folder}/`))
        .flatMap(([file, text]) =>
          this.read(text)
            .filter(isApplied)
            .map((object) => ({ object, file })),
        );
    const products = [...new Set(model.databases.map(({ folder }) => folder))].map((path) => ({
      path,
      objects: objectsIn(path),
    }));
    const inProducts = new Set(
      products.flatMap(({ path, objects }) => objects.map(({ object }) => `${path} ${identity(object)}`)),
    );
    const environments = model.environments.flatMap(({ name, overlay, rendered }) => {
      const own = model.databases.filter(({ environment }) => environment === name).map(({ folder }) => folder);
      const folderOf = (object: any) => own.find((folder) => inProducts.has(`${folder} ${identity(object)}`)) ?? overlay;
      const objects = this.read((rendered && texts.get(rendered)) ?? '').filter(isApplied);
      return [...new Set([overlay, ...own])].map((path) => ({
        path,
        objects: objects.filter((object) => folderOf(object) === path).map((object) => ({ object })),
      }));
    });
    return {
      operatorVersion: model.operator.version,
      builds: [
        { path: 'apps', objects: objectsIn('apps') },
        { path: 'infrastructure/cluster', objects: objectsIn('infrastructure/cluster') },
        ...environments,
      ],
    };
  }

  private read(text: string): any[] {
    const sha = blobSha(text);
    const documents = this.documents.get(sha) ?? yamlFile('', Buffer.from(text)).documents; // what is no YAML has no objects
    this.documents.delete(sha);
    this.documents.set(sha, documents);
    if (this.documents.size > MOST_DOCUMENTS) {
      this.documents.delete(this.documents.keys().next().value as string);
    }
    return documents;
  }
}

/** Whether a file is about objects: of the folders that Kustomize builds, only the rendered result and what product folders are called. */
export function isManifest(path: string): boolean {
  return /^(?:apps|infrastructure\/cluster|rendered|workloads)\/.*\.yaml$/.test(path);
}

function isApplied(object: any): boolean {
  return typeof object?.kind === 'string' && typeof object.apiVersion === 'string' && object.kind !== 'Kustomization';
}

function identity({ kind, metadata }: any): string {
  return `${kind}/${metadata?.name}`;
}
