// Runs at task time in a generated repository, when the synthesis has failed: says what a process that was killed could not say.
// Its argument is the exit code as a shell has it: 128 and the number of the signal. Windows' shell gives none, and knows no signals.
import { constants } from 'node:os';
import { printLine } from './task-output';

const number = Number(process.argv[2]) - 128;
const signal = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
if (signal) {
  const memory = signal === 'SIGKILL' || signal === 'SIGABRT' ? ' That is how it ends when memory runs out.' : '';
  printLine(
    `\nThe synthesis was ended by ${signal}.${memory}\nThe repository may be half written: commit nothing, and run npx projen again.`,
    'failure',
  );
}
process.exitCode = 1;
