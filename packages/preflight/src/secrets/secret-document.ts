import { isMap, text } from '../repository/field';
import { kindOf, SEALED_SECRET } from '../repository/kind';
import { flat, type Repository } from '../repository/repository';
import type { BuiltObject } from '../repository/repository-input';

/** A SealedSecret as it is written. */
export interface SealedDocument extends BuiltObject {
  readonly name: string;
  readonly namespace: string;
}

/** Every object that is written down: in the files where they are known, else in what is built. */
export function documentsOf({ input }: Repository): BuiltObject[] {
  const written: BuiltObject[] = input.files
    ? input.files.flatMap(({ path, documents }) => documents.map((object) => ({ object, file: path })))
    : input.builds.flatMap(({ objects }) => objects);
  return written.flatMap(flat).filter(({ object }) => isMap(object));
}

/** The SealedSecrets among them. */
export function sealedDocuments(repository: Repository): SealedDocument[] {
  return documentsOf(repository)
    .filter(({ object }) => kindOf(object) === SEALED_SECRET)
    .map(({ object, file }) => ({
      object,
      file,
      name: text(object, 'metadata.name') ?? '',
      namespace: text(object, 'metadata.namespace') ?? '',
    }));
}
