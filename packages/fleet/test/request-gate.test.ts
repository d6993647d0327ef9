import { clockTime } from '@pgplatform/test-kit';
import { RequestGate } from '../src/request-gate';

/** A job that ends when it is told to, and says when it began. */
function job() {
  let end = (_value: string) => {};
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const begun: true[] = [];
  const run = () => {
    begun.push(true);
    return ended;
  };
  return { begun, end, run };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('so many run at the same time, and the next begins when one ends, even badly', async () => {
  const gate = new RequestGate(2);
  const jobs = [job(), job(), job(), job()];
  const results = jobs.map(({ run }) => gate.run(run));
  await turn();
  expect(jobs.map(({ begun }) => begun.length)).toEqual([1, 1, 0, 0]);
  jobs[1].end('second');
  expect(await results[1]).toBe('second');
  await turn();
  expect(jobs.map(({ begun }) => begun.length)).toEqual([1, 1, 1, 0]);
  await expect(new RequestGate(1).run(() => Promise.reject(new Error('bad')))).rejects.toThrow('bad');
  jobs[0].end('first');
  await turn();
  expect(jobs[3].begun).toHaveLength(1);
});

test('nobody gets in while it is closed', async () => {
  const gate = new RequestGate(2);
  const until = clockTime() + 200;
  expect([gate.close(until + 1000), gate.close(until)]).toEqual([true, false]);
  const other = new RequestGate(2);
  other.close(until);
  expect(await other.run(async () => clockTime() >= until)).toBe(true);
});
