import { ordered } from '../../src/plan/ordered';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of results) found.push(one);
  return found;
}

test('results come in the order of the items, whoever is first', async () => {
  const items = [30, 1, 20, 2, 10];
  expect(await all(ordered(items, 3, (ms) => pause(ms).then(() => ms)))).toEqual(items);
});

test('no more than asked for are under way, and one that is slow holds up only so many', async () => {
  let active = 0;
  let most = 0;
  let done = 0;
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const results = ordered(
    Array.from({ length: 100 }, (_, i) => i),
    2,
    async (i) => {
      most = Math.max(most, ++active);
      await (i === 0 ? slow : pause(0));
      active--;
      done++;
      return i;
    },
  );
  const first = results.next();
  while (done < 9) await pause(0);
  for (let turn = 0; turn < 50; turn++) await pause(0); // none of the others begins
  expect({ most, done }).toEqual({ most: 2, done: 9 });
  release();
  expect([(await first).value, ...(await all(results))]).toHaveLength(100);
});

test('an error comes when its turn comes, and ends it', async () => {
  const results = ordered([1, 2, 3], 3, async (i) => {
    if (i === 2) throw new Error('two');
    return i;
  });
  expect((await results.next()).value).toBe(1);
  await expect(results.next()).rejects.toThrow('two');
});

test('no items give no results', async () => {
  expect(await all(ordered([], 3, async () => 1))).toEqual([]);
});
