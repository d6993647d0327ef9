import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Component } from 'projen/lib/component';
import type { Project } from 'projen/lib/project';
import type { Task } from 'projen/lib/task';

/** Runs `npm install` when what is installed is not what package.json asks for. */
export class Installer extends Component {
  constructor(
    project: Project,
    private readonly task: Task,
  ) {
    super(project);
  }

  public override postSynthesize(): void {
    const read = (path: string) => {
      const file = join(this.project.outdir, path);
      return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    };
    const asked = read('package.json')?.devDependencies;
    const locked = read('package-lock.json')?.packages?.['']?.devDependencies;
    if (!isDeepStrictEqual(asked, locked) || !existsSync(join(this.project.outdir, 'node_modules'))) {
      this.project.tasks.runTask(this.task.name);
    }
  }
}
