/** Bytes of the largest file that is read; the largest bundles of CRDs have a third of it. */
export const MOST_BYTES = 8 * 1024 * 1024;
/** Levels of the deepest document: the API server itself gives up far below. */
export const DEEPEST = 200;

/** Whether a text nests deeper than a parser that calls itself can follow; seen without parsing it. */
export function opensTooDeep(text: string): boolean {
  if (/^ *(?:[-?:] +){100}/m.test(text)) {
    return true;
  }
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) {
      if (++depth > 5 * DEEPEST) return true;
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) {
      depth--;
    }
  }
  return false;
}

/** What is wrong with the shape of a value: it contains itself, or is too deep. */
export function shapeProblem(value: unknown): 'cycle' | 'deep' | undefined {
  const above = new Set<unknown>();
  const seen = new Set<unknown>();
  const visit = (current: unknown): 'cycle' | 'deep' | undefined => {
    if (typeof current !== 'object' || current === null) return undefined;
    if (above.has(current)) return 'cycle';
    if (seen.has(current)) return undefined;
    if (above.size >= DEEPEST) return 'deep';
    above.add(current);
    seen.add(current);
    for (const item of Object.values(current)) {
      const problem = visit(item);
      if (problem) return problem;
    }
    above.delete(current);
    return undefined;
  };
  return visit(value);
}
