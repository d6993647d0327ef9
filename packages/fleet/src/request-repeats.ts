import { setTimeout } from 'node:timers/promises';

type Failed = (error: unknown, info: { readonly args: unknown[] }) => Promise<number | undefined>;

/** Stands in for the queue of the throttling plugin, which starts every request by a timer: runs at once, and again after a wait as it is told. */
export class RequestRepeats {
  private failed?: Failed;

  /** The plugin's: milliseconds until the next attempt, or nothing. */
  on(_event: 'failed', failed: Failed): void {
    this.failed = failed;
  }

  async schedule<T>(job: (...args: unknown[]) => Promise<T>, ...args: unknown[]): Promise<T> {
    for (;;) {
      try {
        return await job(...args);
      } catch (error) {
        const wait = await this.failed?.(error, { args });
        if (wait === undefined) {
          throw error;
        }
        await setTimeout(wait);
      }
    }
  }
}
