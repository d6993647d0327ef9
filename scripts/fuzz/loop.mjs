// The process that tries: says each seed before it begins, so that whoever waits knows at which one it hangs.
import { Trials } from './trial.mjs';

const [folder, kustomize, first, count, end] = process.argv.slice(2);
const trials = new Trials(folder, kustomize);
for (let seed = Number(first); seed < Number(first) + Number(count) && Date.now() < Number(end); seed++) {
  process.send({ begins: seed });
  const found = await trials.try(seed).catch((error) => [['the trial itself is wrong', String(error.stack)]]);
  if (found.length > 0) process.send({ seed, found });
}
process.disconnect();
