import { items } from './field';
import { joined } from './folder';
import { SEALED_SECRET } from './kind';
import type { Repository } from './repository';

/** A sealed file that should be there. */
export interface SealedFile {
  /** Where it belongs, from the repository's root. */
  readonly file: string;
  readonly name: string;
  readonly namespace: string;
  /** A certificate is pinned for its environment, so it can be sealed. */
  readonly canBeSealed: boolean;
}

/** The sealed files that the model declares and that are not there. */
export function missingSealedFiles(repository: Repository): SealedFile[] {
  const { model, files } = repository.input;
  return items(model, 'environments').flatMap(({ item: environment }) =>
    items(environment, 'secrets')
      .filter(({ item }) => item.source === 'sealed' && !repository.hasFile(joined('', String(item.file))))
      .filter(({ item }) => files !== undefined || !repository.find(SEALED_SECRET, item.namespace, item.name))
      .map(({ item }) => ({
        file: String(item.file),
        name: String(item.name),
        namespace: String(item.namespace),
        canBeSealed: environment.certificate !== undefined,
      })),
  );
}

/** Whether a Secret is declared and only its sealed file is missing: one finding is enough. */
export function awaited(repository: Repository, namespace: string, name: string): boolean {
  return missingSealedFiles(repository).some((sealed) => sealed.namespace === namespace && sealed.name === name);
}
