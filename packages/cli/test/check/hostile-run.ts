import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '@pgplatform/test-kit';
import { COMMAND } from '../generated-repository';
import { folderWith } from './checked';

/** What the program did. */
export type Run = { readonly code: number; readonly text: string; readonly json: any; readonly ran: string[] };

/** Programs that only note that they ran; `git` goes on to the real one when it is not told to speak to anybody. */
const NAMES = ['ssh', 'curl', 'wget', 'git-upload-pack', 'kustomize'];

/** Runs the program in a folder, with programs first on the PATH that nobody may run. */
export async function runBinary(cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const bin = folderWith({});
  const log = path.join(bin, 'LOG');
  for (const name of NAMES)
    fs.writeFileSync(path.join(bin, name), `#!/bin/sh\necho ${name} "$@" >> ${log}\nexit 1\n`, { mode: 0o755 });
  const real = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'git'))
    .find((file) => fs.existsSync(file));
  fs.writeFileSync(
    path.join(bin, 'git'),
    `#!/bin/sh\ncase " $* " in *" fetch "*|*" clone "*|*" init "*|*" remote "*|*upload-pack*) echo git "$@" >> ${log};; esac\nexec ${real} "$@"\n`,
    { mode: 0o755 },
  );
  const PATH = `${bin}${path.delimiter}${process.env.PATH}`;
  const { code, stdout, stderr } = await run(process.execPath, [...COMMAND, ...args], { cwd, env: { PATH, ...env } });
  return {
    code,
    text: stdout + stderr,
    json: /^\{/.test(stdout) ? JSON.parse(stdout) : undefined,
    ran: fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n') : [],
  };
}
