import type { FleetStatus, RepositoryStatus } from '@pgplatform/fleet';
import { fleetStatusText, fleetSummary } from '../src/fleet-status-text';

const REPOSITORY: RepositoryStatus = {
  name: 'payments-db',
  url: '',
  kind: 'managed',
  team: 'payments',
  release: '2026.06',
  packages: '0.2.0',
  databases: 2,
  endOfLife: '2026-09-29',
  seals: { declared: 2, missing: ['a'] },
  pulls: [
    { number: 7, title: 'T', url: '', verdict: 'rolling update', checks: 'success', days: 3 },
    { number: 5, title: 'T', url: '', checks: 'none' },
  ],
  findings: [
    { severity: 'error', message: 'upgrade: out of support' },
    { severity: 'error', message: 'seal prod/a' },
  ],
};

function statusOf(...repositories: RepositoryStatus[]): FleetStatus {
  return { owner: 'acme', api: 'https://api.github.com', madeAt: '2026-11-22T09:30:00.000Z', requests: 10, repositories };
}

const empty = (name: string, kind: RepositoryStatus['kind']): RepositoryStatus => ({
  name,
  url: '',
  kind,
  pulls: [],
  findings: [],
});

it('one row for each repository, whatever it is', () => {
  const lines = fleetStatusText(statusOf(REPOSITORY, empty('old', 'archived'), empty('other', 'foreign'))).split('\n');
  expect(lines.slice(0, 4).map((line) => line.split(/ {2,}/))).toEqual([
    ['REPOSITORY', 'RELEASE', 'PACKAGES', 'VERDICT', 'PULL REQUEST', 'CHECKS', 'SEALS', 'END OF LIFE', 'TO DO'],
    [
      'payments-db',
      '2026.06',
      '0.2.0',
      'rolling update',
      '#7 (3 d) +1',
      'success',
      '1/2',
      '2026-09-29',
      'upgrade: out of support; seal prod/a',
    ],
    ['old', '-', '-', '-', '-', '-', '-', '-', 'nothing: archived'],
    ['other', '-', '-', '-', '-', '-', '-', '-', 'nothing: not made by pgplatform'],
  ]);
});

it('says in one line what there is to know', () => {
  const unreadable: RepositoryStatus = { ...empty('x', 'unreadable'), findings: [{ severity: 'error', message: 'no' }] };
  expect(fleetSummary(statusOf(REPOSITORY, unreadable))).toBe(
    '2 repositories: 1 past their end of life, 1 with secrets to seal, 1 with a pull request that waits, 1 that could not be read; 10 requests.',
  );
  expect(fleetSummary(statusOf(empty('x', 'empty')))).toBe('1 repository: all is well; 10 requests.');
});

it.each([80, 100, 120])('a terminal of %d columns gets no line that is longer', (width) => {
  const [table] = fleetStatusText(statusOf({ ...REPOSITORY, name: 'a-very-long-name-of-a-repository' }), width).split('\n\n');
  expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
  expect(table).toContain('…');
});

it('a table that fits is not cut', () => {
  expect(fleetStatusText(statusOf(REPOSITORY), 500)).toBe(fleetStatusText(statusOf(REPOSITORY)));
});
