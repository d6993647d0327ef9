import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type ConfigProblem, Model, type PlatformModel } from '@pgplatform/core';
import { type Rollout, rolloutOf } from '@pgplatform/impact';
import { writeAtomically } from '../atomic-files';
import { check } from '../check/check';
import { type DiffReport, diff } from '../diff/diff';
import { NOT_FOUND, type ProgramPlace, type ProgramResult, runProgram } from './program';
import { Stopped } from './stopped';
import { repositoryOf, type UpgradeWorld } from './upgrade-world';

/** Files that are written last, and that the next synthesis reads: a kill may have left half of one. */
const READ_BACK = [Model.PATH, '.projen/files.json'];

/** What a change is, once it is generated. */
export type GeneratedChange = {
  readonly before: PlatformModel;
  readonly after: PlatformModel;
  readonly report: DiffReport;
  readonly rollout: Rollout;
};

/**
 * Regenerates with the projen of the repository, as `npx projen` does, from the model of a commit. Throws Stopped, or a ConfigProblem
 * `MODEL_STALE` when somebody has edited `.projenrc.ts` meanwhile: that edit stays.
 */
export function synthesize(world: UpgradeWorld, snapshot: string): void {
  const { root, env, git, note } = world;
  for (const file of READ_BACK) {
    const content = git.show(snapshot, file);
    const before = readIfThere(path.join(root, file));
    if (content !== undefined && before !== content) writeAtomically([{ file: path.join(root, file), content, before }]);
  }
  note('Regenerating the repository …');
  const stamps = git.path('pgplatform/synthesis');
  const stamp = path.join(stamps, randomUUID());
  fs.rmSync(stamps, { recursive: true, force: true }); // a killed upgrade may have left one
  fs.mkdirSync(stamps, { recursive: true });
  try {
    const { code, stdout, stderr } = runProjen({ cwd: root, env: { ...env, PGPLATFORM_SYNTHESIS_STAMP: stamp } });
    if (code !== 0) throw new Stopped([synthesisProblem(code, `${stderr}\n${stdout}`)]);
    // The end of the synthesis makes it. The tasks of an older version end with 0 when a signal has ended it before.
    if (!fs.existsSync(stamp)) throw new Stopped([killed()]);
  } finally {
    fs.rmSync(stamps, { recursive: true, force: true });
  }
  repositoryOf(world).requireFresh();
}

/** Not by `node_modules/.bin`: on Windows that is a script of `cmd.exe`. */
function runProjen(place: ProgramPlace): ProgramResult {
  const program = path.join(place.cwd, 'node_modules/projen/bin/projen');
  return fs.existsSync(program)
    ? runProgram(process.execPath, [program], place)
    : { code: NOT_FOUND, stdout: '', stderr: `${program} is not there` };
}

function killed(): ConfigProblem {
  return {
    code: 'UPGRADE_SYNTH',
    path: Model.PATH,
    message:
      'The synthesis ended before the repository was whole: something killed it. That is how it ends when memory runs out.',
    fix: 'Run pgplatform upgrade again.',
  };
}

function synthesisProblem(code: number, output: string): ConfigProblem {
  const lines = output.split('\n').filter((line) => line.trim() && !line.startsWith('👾'));
  const said = lines.length > 0 ? lines.map((line) => `\n    ${line}`).join('') : `exit code ${code}`;
  return {
    code: 'UPGRADE_SYNTH',
    path: '.projenrc.ts',
    message: `It cannot be regenerated: ${said}`,
    fix: code === NOT_FOUND ? 'Install the packages: npm ci' : 'Put that right, then run pgplatform upgrade again.',
  };
}

/** Everything that `check` calls an error, each as one line that says the same again when nothing has changed. */
export async function errorsOf(world: UpgradeWorld): Promise<string[]> {
  world.note('Checking …');
  const { findings } = await check({ root: world.root, fix: false, ignores: [] }, world);
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, file, object, path: at, why }) =>
      [rule, file, object && `${object.kind} ${object.name}`, at, why].filter(Boolean).join('  '),
    );
}

/** The errors that were not there before, as problems. */
export function newErrors(before: readonly string[], now: readonly string[]): ConfigProblem[] {
  return now
    .filter((error) => !before.includes(error))
    .map((error) => ({
      code: 'UPGRADE_CHECK',
      path: '',
      message: `check finds what it did not find before: ${error}`,
      fix: 'See pgplatform check.',
    }));
}

/** What the change from a commit to the work tree does. */
export async function changeSince(world: UpgradeWorld, snapshot: string): Promise<GeneratedChange> {
  const before = Model.parse(world.git.show(snapshot, Model.PATH) ?? '');
  const after = repositoryOf(world).model;
  const report = await diff({ cwd: world.root, base: snapshot }, world);
  const base = before.platformRelease === after.platformRelease ? before.packageVersion : before.platformRelease;
  const notices = report.notices.map((notice) => notice.replace(snapshot, base));
  return { before, after, report: { ...report, base, head: 'this change', notices }, rollout: rolloutOf(before, after, report) };
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
