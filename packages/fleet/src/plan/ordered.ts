/** Results that may wait for an earlier one, for each piece of work that is under way. */
const WAITING = 4;

/** Results of work on items, in the order of the items. Of each, only so many are under way, and only so many wait. */
export async function* ordered<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const results: Promise<R>[] = [];
  let next = 0;
  let active = 0;
  const start = () => {
    while (next < items.length && active < atOnce && results.length < atOnce * (1 + WAITING)) {
      active++;
      const result = work(items[next++]).finally(() => {
        active--;
        start();
      });
      result.catch(() => {}); // it is thrown when its turn comes
      results.push(result);
    }
  };
  for (start(); results.length > 0; start()) {
    yield await results[0];
    results.shift();
  }
}
