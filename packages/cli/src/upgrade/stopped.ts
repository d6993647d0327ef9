import type { ConfigProblem } from '@pgplatform/core';

/** The upgrade cannot go on, and somebody has to do something first (exit code 1). */
export class Stopped extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map(({ code }) => code).join(', '));
  }
}
