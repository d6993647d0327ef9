import { applyCost, Pace } from '../src/pace';
import { MemoryGitHub } from './memory-github';

let time = 0;
let notes: string[] = [];
beforeEach(() => {
  time = 0;
  notes = [];
});

function pace(pullRequestsPerHour = 1000, parts = 1, earlier: number[] = []): Pace {
  const clock = {
    now: () => new Date(time),
    pause: async (milliseconds: number) => {
      time += milliseconds;
    },
  };
  return new Pace({ concurrency: 4, pullRequestsPerHour }, parts, earlier, clock, (line) => void notes.push(line));
}

/** Milliseconds that so many turns take. */
async function timeOf(one: Pace, what: 'pull' | 'content', times: number): Promise<number> {
  for (let i = 0; i < times; i++) {
    await one.turn(what);
  }
  return time;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  [80, 0],
  [81, MINUTE],
  [161, 2 * MINUTE],
  [500, 6 * MINUTE],
  [501, HOUR],
])('%i requests that make content take %i ms', async (requests, milliseconds) => {
  expect(await timeOf(pace(), 'content', requests)).toBe(milliseconds);
});

test.each([
  ['what is configured', 10, 11],
  ["no more than GitHub's limit of content allows", 1000, 84],
])('pull requests an hour: %s', async (_, perHour, times) => {
  const one = pace(perHour);
  expect(await timeOf(one, 'pull', times - 1)).toBe(0);
  expect(await timeOf(one, 'pull', 1)).toBe(HOUR);
  expect(notes).toEqual([`Waiting 3600 s: ${times - 1} pull requests an hour.`]);
});

test('those of the hour before count', async () => {
  expect(await timeOf(pace(2, 1, [-HOUR, -10 * MINUTE]), 'pull', 2)).toBe(50 * MINUTE);
});

test('a part gets its part', async () => {
  expect(await timeOf(pace(10, 5), 'pull', 3)).toBe(HOUR);
});

test('only writing waits', async () => {
  const github = new MemoryGitHub({ a: {} });
  const paced = pace().paced(github.port());
  const name = { owner: 'acme', name: 'a' };
  for (let i = 0; i < 100; i++) {
    await paced.branch(name, 'main');
  }
  expect(time).toBe(0);
  for (let i = 0; i < 81; i++) {
    await paced.createTree(name, undefined, []);
  }
  expect(time).toBe(MINUTE);
  expect(paced.traffic.requests).toBe(181);
});

test.each([
  [0, 0, 0],
  [1, 13, 5],
  [83, 1079, 384],
  [84, 1092, 3605],
])('%i pull requests cost %i requests and %i seconds', (pulls, requests, seconds) => {
  expect(applyCost(pulls, { concurrency: 4, pullRequestsPerHour: 100 })).toEqual({ requests, seconds });
});
