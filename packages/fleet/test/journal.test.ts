import * as fs from 'node:fs';
import * as path from 'node:path';
import { NOW, temporaryDirectory } from '@pgplatform/test-kit';
import type { RepositoryOutcome } from '../src/apply/apply-report';
import { Journal } from '../src/journal';

const OPENED: RepositoryOutcome = { name: 'a', ring: 'rest', outcome: 'opened', reason: '#1 is open.' };

let file: string;
beforeEach(() => {
  file = path.join(temporaryDirectory(), 'plan.json.journal');
});
const journal = (plan = 'plan-1') => new Journal(file, plan, () => NOW);

test('the next one knows what a run that was killed has done', () => {
  const before = journal();
  before.add('opening', 'a');
  before.add('done', 'a', OPENED);
  before.add('opening', 'b');
  before.add('dispatched', 'c');
  const after = journal();
  expect(after.outcomeOf('a')).toEqual(OPENED);
  expect(['a', 'b'].map((name) => after.wasOpening(name))).toEqual([false, true]);
  expect(after.wasDispatched('c')).toBe(true);
  expect(after.openedAt).toEqual([NOW.getTime(), NOW.getTime()]);
});

test('after a run that ended everything is looked at again, and no workflow started again', () => {
  const before = journal();
  before.add('done', 'a', OPENED);
  before.add('dispatched', 'c');
  before.add('end');
  expect(journal().outcomeOf('a')).toBeUndefined();
  expect(journal().wasDispatched('c')).toBe(true);
});

test('a line that a kill tore at any place is as if it were not there', () => {
  journal().add('done', 'a', OPENED);
  const first = fs.readFileSync(file, 'utf8');
  journal().add('done', 'b', { ...OPENED, name: 'b' });
  const whole = fs.readFileSync(file, 'utf8');
  for (let length = first.length; length < whole.length - 1; length++) {
    fs.writeFileSync(file, whole.slice(0, length));
    const torn = journal();
    expect([torn.outcomeOf('a')?.name, torn.outcomeOf('b')]).toEqual(['a', undefined]);
    torn.add('done', 'c', { ...OPENED, name: 'c' });
    expect(['a', 'b', 'c'].map((name) => journal().outcomeOf(name)?.name)).toEqual(['a', undefined, 'c']);
  }
});

test('of another plan only the pull requests of the last hour count', () => {
  const before = journal();
  before.add('opening', 'a');
  before.add('done', 'b', { ...OPENED, name: 'b' });
  before.add('dispatched', 'c');
  const other = journal('plan-2');
  expect([other.wasOpening('a'), other.outcomeOf('b'), other.wasDispatched('c')]).toEqual([false, undefined, false]);
  expect(other.openedAt).toEqual(before.openedAt);
  expect(other.openedAt).toHaveLength(1);
});

test('only its owner may read it', () => {
  journal().add('end');
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
});
