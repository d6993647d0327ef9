import { isMap } from '../repository/field';
import { flat, type Repository } from '../repository/repository';
import type { BuiltObject } from '../repository/repository-input';

/** Every object that is written down: in the files where they are known, else in what is built. */
export function documentsOf({ input }: Repository): BuiltObject[] {
  const written: BuiltObject[] = input.files
    ? input.files.flatMap(({ path, documents }) => documents.map((object) => ({ object, file: path })))
    : input.builds.flatMap(({ objects }) => objects);
  return written.flatMap(flat).filter(({ object }) => isMap(object));
}
