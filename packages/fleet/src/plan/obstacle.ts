import type { PlannedAction } from '../fleet-plan';

/** Why one repository goes no further, in one line; the others go on. */
export class Obstacle extends Error {
  constructor(
    readonly action: Extract<PlannedAction, 'blocked' | 'skipped' | 'failed'>,
    reason: string,
    /** What has to be done by hand. */
    readonly byHand: readonly string[] = [],
  ) {
    super(oneLine(reason));
  }
}

/** A text in one line of a table, without what would move a terminal's cursor. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
