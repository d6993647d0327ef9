import type { StdioOptions } from 'node:child_process';
import * as fs from 'node:fs';

const CLOSE_ON_EXEC = 0o2000000;
let nothing: number | undefined;

/**
 * Standard streams of a child that reads `input`, and gets nothing else that is open here: a descriptor that this process was started
 * with, a pipe or a file of whoever started it, is nothing (`/dev/null`) in the child.
 */
export function outputOnly(input: 'ignore' | 'pipe' = 'ignore'): StdioOptions {
  const inherited = new Set(openHere().filter(isInherited));
  if (inherited.size > 0) nothing ??= fs.openSync('/dev/null', 'r');
  const more = Array.from({ length: Math.max(2, ...inherited) - 2 }, (_, i) => (inherited.has(i + 3) ? nothing : 'ignore'));
  return [input, 'pipe', 'pipe', ...more] as StdioOptions;
}

function openHere(): number[] {
  try {
    return fs.readdirSync('/proc/self/fd').map(Number);
  } catch {
    return []; // no Linux, and so no sandbox
  }
}

/** Whether a descriptor goes to children: all that node opens itself do not. */
function isInherited(descriptor: number): boolean {
  if (descriptor < 3) return false;
  try {
    const [, flags] = /^flags:\s*(\d+)/m.exec(fs.readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8')) ?? [];
    return (Number.parseInt(flags ?? '0', 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    return false; // it was the folder that was listed
  }
}
