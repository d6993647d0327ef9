import { LIMITS } from '../limits';

const WORDS = {
  appliers: 'appliers',
  reaches: 'pairs of an applier and a file',
  letters: 'letters of templates',
  matches: 'comparisons of a pattern with a path',
  builds: 'files of builds',
};

/** Counts what a graph takes, and where it stops. */
export class GraphBudget {
  private readonly left = { ...LIMITS.graph } as Record<keyof typeof WORDS, number>;
  private readonly over = new Set<keyof typeof WORDS>();

  /** Whether there is room for so many more. */
  take(what: keyof typeof WORDS, count = 1): boolean {
    this.left[what] -= count;
    if (this.left[what] < 0) this.over.add(what);
    return !this.over.has(what);
  }

  /** Something was left out. */
  get isOver(): boolean {
    return this.over.size > 0;
  }

  get notices(): string[] {
    return [...this.over].map(
      (what) => `More than ${LIMITS.graph[what]} ${WORDS[what]} are not followed: what is missing may be applied.`,
    );
  }
}
