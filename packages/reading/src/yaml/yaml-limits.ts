import { LIMITS } from '../limits';

const { documents: MOST_DOCUMENTS, levels: DEEPEST } = LIMITS.yaml;

/** A text goes beyond a limit; the message says which, and what is allowed. */
export class YamlLimitError extends Error {}

/** Refuses more documents than are read; seen without parsing: nothing but the start of a document begins a line so. */
export function limitDocuments(text: string): void {
  let count = 1;
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 1)) count++;
  if (count > MOST_DOCUMENTS) throw beyond(`${count} documents`, `${MOST_DOCUMENTS}`);
}

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

/** For people: what there is, and what is read. */
export function beyond(given: string, allowed: string): YamlLimitError {
  return new YamlLimitError(`The file has ${given}; more than ${allowed} are not read.`);
}
