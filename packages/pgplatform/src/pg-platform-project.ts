import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { configError, isConfigError, Model, type PlatformModel, recordSynthesis } from '@pgplatform/core';
import { Project } from 'projen/lib/project';
import { TaskShell } from 'projen/lib/task-shell';
import { GENERATED_LIST, generatedList } from './generated-list';
import { Installer } from './installer';
import { leftFolders } from './left-folders';
import { ManagedFile } from './managed-file';
import type { PgPlatformProjectOptions } from './pg-platform-project-options';
import { PgProjenrc } from './pg-projenrc';
import { planPlatform } from './platform';
import { withoutProjenOptions } from './platform-shape';
import { projenrcTemplate } from './projenrc-template';
import { SynthesisEnd } from './synthesis-end';
import { WriteGuard } from './write-guard';

/**
 * The GitOps repository of a team's PostgreSQL platform: Argo CD, Kustomize, CloudNativePG, SealedSecrets.
 *
 * Throws one error with every problem of the options; nothing is written then.
 *
 * @pjid pgplatform
 */
export class PgPlatformProject extends Project {
  /** What the repository is, as data: what is written to `.pgplatform/model.json`. */
  public readonly model: PlatformModel;

  constructor(options: PgPlatformProjectOptions) {
    const outdir = resolve(options.outdir ?? '.');
    const name = options.name ?? basename(outdir);
    const typed = withoutProjenOptions({ ...options, name });
    const plan = planPlatform({
      options: typed,
      previous: previousModel(outdir),
      today: new Date().toISOString().slice(0, 10),
      projenrcSha256: digest(join(outdir, '.projenrc.ts')),
    });
    if (!plan.model) {
      throw configError(plan.problems);
    }
    super({ ...options, name });
    this.model = plan.model;
    for (const notice of plan.notices) {
      this.logger.warn(notice);
    }

    // Without a list projen would search for its marker, and remove every file that has it: also those of folders that are left alone.
    this.addExcludeFromCleanup('**');
    if (existsSync(join(outdir, Model.PATH)) && !generatedList(outdir)) {
      this.logger.warn(
        `${GENERATED_LIST} is absent, or not whole (a conflict?): what is generated no more is not known, and stays. ` +
          'npx projen validate names it.',
      );
    }
    new PgProjenrc(
      this,
      projenrcTemplate({ ...typed, repoUrl: plan.model.repoUrl, platformRelease: plan.model.platformRelease }),
    );
    // projen's own shell takes a program that a signal has ended for one that succeeded; the system's does not.
    this.tasks.shell = TaskShell.system();
    this.defaultTask?.exec(
      'node --import tsx node_modules/pgplatform/lib/synth.task.js || node node_modules/pgplatform/lib/synth-failure.task.js $?',
    );
    this.addTask('validate', {
      description: 'Fails on foreign files in managed folders, and on overlays that do not build',
      exec: 'node node_modules/pgplatform/lib/validate.task.js',
    });
    this.addTask('upgrade', {
      description: 'Newer packages, and with --to the next step to a platform release; nothing is committed',
      exec: 'node node_modules/@pgplatform/cli/lib/pgplatform.js upgrade',
      receiveArgs: true,
    });
    // What a sealing command leaves when it is killed.
    this.gitignore.addPatterns('node_modules/', '*.log', '.DS_Store', '.*.tmp');
    for (const folder of ['apps', 'infrastructure', 'rendered', 'workloads']) {
      this.gitattributes.addAttributes(`/${folder}/**`, 'linguist-generated');
    }
    // Who can read a secret is decided by sealed files, certificates and the model: a review shows them. The last match counts.
    for (const folder of ['infrastructure', 'workloads']) {
      this.gitattributes.addAttributes(`${folder}/**/*-sealed.yaml`, '-linguist-generated');
    }
    for (const file of plan.files) {
      new ManagedFile(this, file);
    }
    for (const { path, generated, others } of leftFolders(
      outdir,
      plan.files.map((file) => file.path),
    )) {
      this.logger.warn(
        `${path} is left as it is, because ${others.map((other) => basename(other)).join(', ')} in it would stay alone. Its files are yours now, ` +
          'and go on being built, from the base as that is then. Take the folder away as a whole, never file by file.',
      );
      // Writable, so that projen neither lists nor removes it.
      for (const file of generated) {
        new ManagedFile(this, { path: file, text: readFileSync(join(outdir, file), 'utf8'), writable: true });
      }
    }
    new Installer(this, this.addTask('install', { description: 'Installs the packages', exec: 'npm install' }));
  }

  /**
   * Writes the repository, and notes that `.projenrc.ts` made this model: where only running that file tells, sealing asks for it.
   *
   * Throws one error with every place where that would touch something that is not generated; nothing is written then.
   */
  public override synth(): void {
    super.synth();
    if (this.model.projenrcSha256 !== undefined) {
      recordSynthesis(readFileSync(join(this.outdir, Model.PATH), 'utf8'));
    }
    SynthesisEnd.record();
  }

  public override preSynthesize(): void {
    super.preSynthesize();
    new WriteGuard(this);
  }

  /** Generated files are marked by folder: one more environment then changes no attribute. */
  public override annotateGenerated(_glob: string): void {}
}

/** The model of the last synthesis. A damaged one stops everything: it is what keeps volumes from shrinking. */
function previousModel(outdir: string): PlatformModel | undefined {
  const file = join(outdir, Model.PATH);
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    return Model.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    throw configError(
      error.problems.map((problem) =>
        problem.code === 'MODEL_INVALID'
          ? {
              ...problem,
              fix: `Bring it back (git checkout -- ${Model.PATH}); without it nothing knows what may not shrink or move.`,
            }
          : problem,
      ),
    );
  }
}

function digest(projenrc: string): string | undefined {
  return existsSync(projenrc) ? Model.digest(readFileSync(projenrc, 'utf8')) : undefined;
}
