// Runs at task time in a generated repository: foreign files in managed folders, and overlays that do not build.
import { validateRepository } from './repository-validation';

const { notes, problems } = validateRepository('.');
for (const note of notes) {
  console.log(note);
}
for (const problem of problems) {
  console.error(problem);
}
process.exitCode = problems.length ? 1 : 0;
