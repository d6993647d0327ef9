import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ByHand, ProjenrcEdit, ProjenrcResult } from '@pgplatform/codemods';
import type { ConfigProblem } from '@pgplatform/core';
import { writeAtomically } from '../atomic-files';
import { Stopped } from './stopped';

/** A change of the text of `.projenrc.ts`. */
export type SourceEdit = (text: string) => ProjenrcResult;

/** Edits `.projenrc.ts`, or throws Stopped with what is to be written by hand; then nothing is edited. */
export function editSource(root: string, edits: readonly SourceEdit[]): void {
  const file = path.join(root, '.projenrc.ts');
  const before = fs.readFileSync(file, 'utf8');
  let text = before;
  const problems: ConfigProblem[] = [];
  for (const edit of edits) {
    const result = edit(text);
    if (result.edited) text = result.text;
    else problems.push(byHandProblem(result));
  }
  if (problems.length > 0) throw new Stopped(problems);
  if (text !== before) writeAtomically([{ file, content: text, before }]);
}

/** Sets one option. */
export function setOption(edit: ProjenrcEdit): SourceEdit {
  return (text) => (require('@pgplatform/codemods') as typeof import('@pgplatform/codemods')).editProjenrc(text, edit);
}

/** What only a person can write. */
export function byHandProblem({ line, reason, paste }: Pick<ByHand, 'line' | 'reason' | 'paste'>): ConfigProblem {
  return { code: 'PROJENRC_BY_HAND', path: `.projenrc.ts:${line}`, message: reason, fix: `Write there: ${paste}` };
}
