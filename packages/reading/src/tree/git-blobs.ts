import { existing, runGit } from '../adapters/git';
import { OutsideError } from '../outside-error';

/**
 * What git has under some names, in their order, by one call: a blob's SHA, or a commit's and a path, `SHA:./PATH`. Nothing for what is
 * not there, and for a name of two lines, which git reads as two.
 *
 * @throws OutsideError `GIT_FAILED`
 */
export function readBlobs(folder: string, names: readonly string[]): (Buffer | undefined)[] {
  const asked = names.filter((name) => !name.includes('\n'));
  const { code, stdout } = existing(
    runGit(folder, ['cat-file', '--batch'], { input: asked.map((name) => `${name}\n`).join('') }),
  );
  if (code !== 0) {
    throw new OutsideError('GIT_FAILED', `git failed with status ${code}.`, 'Look at the repository with git fsck.');
  }
  const answers = answersIn(stdout);
  return names.map((name) => (name.includes('\n') ? undefined : answers.next().value));
}

/** The output of `cat-file --batch`: a line that ends with type and size, the content, a newline; or a line that says `missing`. */
function* answersIn(batch: Buffer): Generator<Buffer | undefined, undefined> {
  for (let at = 0; at < batch.length; ) {
    const end = batch.indexOf('\n', at);
    const [, type, size] = / (\w+) (\d+)$/.exec(batch.toString('latin1', at, end)) ?? [];
    const content = type && batch.subarray(end + 1, end + 1 + Number(size));
    at = content ? end + 2 + content.length : end + 1;
    yield content && type === 'blob' ? content : undefined;
  }
}
