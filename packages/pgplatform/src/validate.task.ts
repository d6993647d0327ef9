// Runs at task time in a generated repository: foreign files in managed folders, and overlays that do not build.
import { validateRepository } from './repository-validation';
import { printLine } from './task-output';

const { notes, problems } = validateRepository('.');
for (const note of notes) {
  printLine(note, 'note');
}
for (const problem of problems) {
  printLine(problem, 'failure');
}
process.exitCode = problems.length ? 1 : 0;
