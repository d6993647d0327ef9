import type { Application, Repository } from './comparison';

/** Whether an Application is the template of a generator that only the running cluster can expand. */
export function isUnexpanded({ sources }: Application): boolean {
  return sources.some(({ path }) => path?.includes('{{'));
}

/** Whether a folder could be one that such a generator makes an Application of. */
export function mayApply({ sources }: Application, folder: string): boolean {
  return sources.some(({ path }) => path?.includes('{{') && patternOf(path).test(folder));
}

/** Whether some Application that is not known here may apply a folder. */
export function isPerhapsApplied({ applications }: Repository, folder: string): boolean {
  return applications.some((application) => isUnexpanded(application) && mayApply(application, folder));
}

function patternOf(path: string): RegExp {
  const literal = path.split(/{{.*?}}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`);
}
