import type { Application, Repository } from './comparison';

/** Whether an Application is the template of a generator that only the running cluster can expand. */
export function isUnexpanded({ sources }: Application): boolean {
  return sources.some(({ path }) => path?.includes('{{'));
}

/** Whether a folder could be one that such a generator makes an Application of. */
export function mayApply({ sources }: Application, folder: string): boolean {
  return sources.some(({ path }) => path?.includes('{{') && couldBe(path, folder));
}

/** Whether some Application that is not known here may apply a folder. */
export function isPerhapsApplied({ applications }: Repository, folder: string): boolean {
  return applications.some((application) => isUnexpanded(application) && mayApply(application, folder));
}

/** Whether a path with `{{…}}` in it, each of which may stand for anything, could be a folder. */
function couldBe(path: string, folder: string): boolean {
  const [first, ...rest] = literalsOf(path);
  const last = rest.pop();
  if (last === undefined) return path === folder;
  let at = first.length;
  for (const literal of rest) {
    const found = folder.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return folder.startsWith(first) && folder.endsWith(last) && at <= folder.length - last.length;
}

/** What stands before, between and behind the `{{…}}` of a path. */
function literalsOf(path: string): string[] {
  const literals: string[] = [];
  let from = 0;
  for (;;) {
    const opens = path.indexOf('{{', from);
    const closes = opens < 0 ? -1 : path.indexOf('}}', opens + 2);
    if (closes < 0) return [...literals, path.slice(from)];
    literals.push(path.slice(from, opens));
    from = closes + 2;
  }
}
