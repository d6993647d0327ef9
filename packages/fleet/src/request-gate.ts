import { setTimeout } from 'node:timers/promises';
import { clockTime } from './clock';

/** Lets so many in at the same time, in the order of arrival, and nobody while it is closed. */
export class RequestGate {
  private inside = 0;
  private closedUntil = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** Runs a job when it is its turn. */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.inside < this.limit) {
      this.inside++;
    } else {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    try {
      while (this.closedUntil > clockTime()) {
        await setTimeout(this.closedUntil - clockTime());
      }
      return await job();
    } finally {
      const next = this.waiting.shift();
      if (next) {
        next(); // takes over the place
      } else {
        this.inside--;
      }
    }
  }

  /** Closes until a time, in milliseconds since 1970; says whether that is later than it was, by a second and more. */
  close(until: number): boolean {
    const later = until > this.closedUntil + 1000;
    this.closedUntil = Math.max(this.closedUntil, until);
    return later;
  }
}
