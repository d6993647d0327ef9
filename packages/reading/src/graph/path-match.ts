import { matchGlob } from '@pgplatform/core';
import { LIMITS } from '../limits';

/** Whether a pattern of a git generator's directories is a folder: `*` stands within one name (Go's path.Match). */
export function matchPath(pattern: string, path: string): boolean {
  return matchGlob(trimmed(pattern).replace(/\*+/g, '*'), path, '/');
}

/** Whether a pattern of a git generator's files is a file: `*` stands for slashes too (`git ls-files`, the default of Argo CD). */
export function matchPathspec(pattern: string, path: string): boolean {
  const glob = trimmed(pattern);
  return glob === path || (/[*?[]/.test(glob) ? matchGlob(glob, path) : path.startsWith(`${glob}/`));
}

function trimmed(pattern: string): string {
  if (pattern.length > LIMITS.graph.pattern) return '';
  return pattern.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}
