import { isMap } from './field';
import { folder, joined } from './folder';
import type { RepositoryFile } from './repository-input';

const FILE_NAME = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;

/** One kustomization file. */
export interface Kustomization {
  /** The document, with the apiVersion and kind that Kustomize supplies. */
  readonly object: any;
  readonly file: string;
  /** Folder of the file. */
  readonly path: string;
  /** Folders and files that it takes in, from the repository's root; URLs are left out. */
  readonly takes: readonly string[];
}

/** The kustomizations among some files. */
export function kustomizationsIn(files: readonly RepositoryFile[]): Kustomization[] {
  return files
    .filter(({ path, documents }) => FILE_NAME.test(path) && isMap(documents[0]))
    .map(({ path: file, documents: [document] }) => {
      const path = folder(file.replace(FILE_NAME, ''));
      return {
        file,
        path,
        object: { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...document },
        takes: ['resources', 'components', 'bases']
          .flatMap((name) => (Array.isArray(document[name]) ? document[name] : []))
          .filter((entry) => typeof entry === 'string' && !/^\w+:\/\/|[?]ref=|^git@|^github\.com\//.test(entry))
          .map((entry: string) => joined(path, entry)),
      };
    });
}

/** The kustomizations that take part in a build of a folder. */
export function takingPart(kustomizations: readonly Kustomization[], path: string): Kustomization[] {
  const found = new Set<Kustomization>();
  const visit = (at: string) => {
    for (const kustomization of kustomizations) {
      if (kustomization.path === at && !found.has(kustomization)) {
        found.add(kustomization);
        kustomization.takes.forEach(visit);
      }
    }
  };
  visit(folder(path));
  return [...found];
}
