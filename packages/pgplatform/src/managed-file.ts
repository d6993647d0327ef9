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

  /**
   * Whether nothing of a text is lost when this file takes its place: it is the same, or the beginning of it (of a synthesis that was
   * killed), or a package.json with nothing but what this one sets, as `projen new` makes it.
   */
  public covers(text: string): boolean {
    return this.file.text.startsWith(text) || (this.file.path === 'package.json' && setsNoMore(text, this.file.text));
  }

  protected synthesizeContent(): string {
    return this.file.text;
  }
}

/** Whether a JSON object has only keys that another has, at any depth. */
function setsNoMore(text: string, other: string): boolean {
  const within = (one: any, all: any): boolean =>
    typeof one !== 'object' || one === null
      ? typeof all !== 'object'
      : typeof all === 'object' &&
        Object.entries(one).every(([key, value]) => Object.hasOwn(all, key) && within(value, all[key]));
  try {
    return within(JSON.parse(text), JSON.parse(other));
  } catch {
    return false;
  }
}
