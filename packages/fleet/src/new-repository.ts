import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { configError } from '@pgplatform/core';
import { PgPlatformProject, type PgPlatformProjectOptions, synthesizeRepository } from 'pgplatform';
import { LogLevel } from 'projen/lib/logger';
import type { InitProject } from 'projen/lib/project';
import type { TreeFile } from './github';

/** What a person decides of a new repository; the rest is for its `.projenrc.ts`. */
export type NewRepositoryOptions = Pick<
  PgPlatformProjectOptions,
  | 'name'
  | 'team'
  | 'repoUrl'
  | 'bucket'
  | 'platformRelease'
  | 'storageClass'
  | 'postgresMajor'
  | 'environmentNames'
  | 'acceptInsecureRelease'
>;

const PROJENRC = '.projenrc.ts';

/**
 * Every file of a new repository but its lock file: what `projen new --from pgplatform` writes.
 *
 * @param today `YYYY-MM-DD`; reaches no file
 * @throws ConfigProblem for every option that is wrong
 */
export function newRepository(options: NewRepositoryOptions, today: string): TreeFile[] {
  const projenrc = projenrcOf(options);
  const { files, problems } = synthesizeRepository({ options: optionsIn(projenrc), projenrc, today });
  if (problems.length > 0) {
    throw configError(problems);
  }
  return [{ path: PROJENRC, mode: '100644', content: projenrc }, ...files];
}

/** The `.projenrc.ts` that the project type starts a repository with. */
function projenrcOf(options: NewRepositoryOptions): string {
  const outdir = mkdtempSync(path.join(tmpdir(), 'pgplatform-new-'));
  try {
    const project = new PgPlatformProject({ ...options, outdir, logging: { level: LogLevel.OFF } });
    for (const component of project.components) {
      component.projectCreation({} as InitProject);
    }
    return readFileSync(path.join(outdir, PROJENRC), 'utf8');
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The options that it spells out: it is a literal of text, numbers, sizes and cores, made a moment ago. It is read, not run. */
function optionsIn(projenrc: string): object {
  const literal = projenrc
    .slice(projenrc.indexOf('PgPlatformProject({') + 'PgPlatformProject('.length, projenrc.lastIndexOf('});') + 1)
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/(?:Cpu\.cores|Size\.gibibytes)\(([\d.]+)\)/g, (call, number) => `'${number}${call.startsWith('Size') ? 'Gi' : ''}'`)
    .replace(/'((?:[^'\\]|\\.)*)'/g, (_, text) => `"${text.replaceAll("\\'", "'").replace(/(?<!\\)"/g, '\\"')}"`)
    .replace(/([{,]\s*)(\w+): /g, '$1"$2": ')
    .replace(/,(\s*[}\]])/g, '$1');
  return JSON.parse(literal);
}
