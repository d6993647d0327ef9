import { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import type { RepositoryFile } from './repository-file';

/** Writes a file of the repository as it is; projen removes it when it is no longer generated. */
export class ManagedFile extends FileBase {
  constructor(
    project: Project,
    private readonly file: RepositoryFile,
  ) {
    super(project, file.path, { readonly: !file.writable, editGitignore: false });
  }

  protected synthesizeContent(): string {
    return this.file.text;
  }
}
