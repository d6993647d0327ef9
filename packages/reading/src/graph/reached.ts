import type { Role } from './graph';

/** The files that a source leads to. */
export type Reached = {
  readonly files: Map<string, Role>;
  /** What keeps it from building, or could not be followed. */
  readonly problems: string[];
  /** Kustomizations that change what is in a file on its way. */
  readonly changedBy: Map<string, readonly string[]>;
};

export function reachedNothing(...problems: string[]): Reached {
  return { files: new Map(), problems, changedBy: new Map() };
}

/** Problems of one source that are told; more would say the same. */
const MOST_PROBLEMS = 100;

/** Takes problems in, as far as they are told. */
export function addProblems({ problems }: Reached, more: Iterable<string>): void {
  for (const problem of more) {
    if (problems.length > MOST_PROBLEMS) return;
    problems.push(problems.length === MOST_PROBLEMS ? 'There are more.' : problem);
  }
}
