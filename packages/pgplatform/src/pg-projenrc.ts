import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InitProject, Project } from 'projen/lib/project';
import { ProjenrcFile } from 'projen/lib/projenrc';

/** The `.projenrc.ts` of a generated repository: written once, then the user's. */
export class PgProjenrc extends ProjenrcFile {
  /** Name of the file. */
  public readonly filePath = '.projenrc.ts';

  constructor(
    project: Project,
    private readonly template: string,
  ) {
    super(project);
  }

  public override projectCreation(_init: InitProject): void {
    const file = join(this.project.outdir, this.filePath);
    if (!existsSync(file)) {
      writeFileSync(file, this.template, { flag: 'wx' });
    }
  }

  public override postProjectCreation(_init: InitProject): void {
    // The first synthesis came from the command line, before this file was there. This one comes from the file.
    this.project.tasks.runTask('default');
  }
}
