import { type CommandLine, readCommandLine } from './command-line';
import { obstacles } from './machine';
import { makeParts } from './made-parts';
import { runInside } from './outside';
import { ETCD, KUBERNETES } from './part';
import { SUITES } from './suites/suites';
import { Obstacle, Trouble } from './trouble';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * `npm run prove`: makes the parts, then proves the suites in namespaces of their own.
 *
 * @param args the command line
 * @param atEnd takes what is to be done at the end, however this process ends short of SIGKILL (of which the kernel takes care)
 * @returns exit code: 0 proved, 1 something fell short, 2 a wrong command line, 3 the machine or the network does not let it
 */
export async function prove(args: readonly string[], atEnd: (cleanup: () => void) => void): Promise<number> {
  let line: CommandLine | undefined;
  try {
    line = readCommandLine(args);
    const { short } = line;
    const suites = SUITES.filter(({ name }) => line!.suites.includes(name));
    const tools = ['go', 'unshare', 'setpriv', 'mount', 'ip', ...suites.flatMap((suite) => suite.tools)];
    const problems = await obstacles([...new Set(tools)]);
    if (problems.length > 0) {
      throw new Obstacle(problems.join('\n'));
    }
    const parts = new Set([ETCD, KUBERNETES, ...suites.flatMap((suite) => suite.parts(short))]);
    return await runInside(line, await makeParts([...parts], buildTime(line), print), atEnd, print);
  } catch (error) {
    if (error instanceof Obstacle && line?.within !== undefined) {
      print(`skip  ${error.message}\n\n0 passed, 0 failed, 1 skipped`);
      return 0;
    }
    if (error instanceof Trouble) {
      print(error.message);
      return error.exitCode;
    }
    throw error;
  }
}

/** How long may be built, in milliseconds: the last quarter of the time is the suites'. */
const buildTime = ({ within }: CommandLine) => (within === undefined ? undefined : within * 45_000);
