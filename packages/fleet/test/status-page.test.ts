import type { FleetStatus, RepositoryStatus } from '../src/status';
import { statusPage } from '../src/status-page';

const STATUS: FleetStatus = {
  owner: 'acme',
  api: 'https://api.github.com',
  madeAt: '2026-11-22T09:30:00.000Z',
  requests: 5,
  repositories: [],
};

const REPOSITORY: RepositoryStatus = {
  name: 'payments-db',
  url: 'https://github.com/acme/payments-db',
  kind: 'managed',
  team: 'payments',
  release: '2026.06',
  packages: '0.2.0',
  databases: 2,
  endOfLife: '2026-09-29',
  seals: { declared: 2, missing: ['overlays/prod/a-sealed.yaml'] },
  pulls: [],
  findings: [{ severity: 'error', message: 'seal prod/a' }],
};

function pageOf(...changes: Partial<RepositoryStatus>[]): string {
  return statusPage({ ...STATUS, repositories: changes.map((change) => ({ ...REPOSITORY, ...change })) });
}

/** What is between tags, without tags. */
function textOf(page: string): string {
  return page
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

it('loads nothing: no address but those of links, and a policy that allows only its own style and script', () => {
  const page = pageOf({});
  expect([...page.matchAll(/(?:\b(?:src|href|action)=|url\()["']?([^"'\s>]+)/g)].map(([, address]) => address)).toEqual([
    'data:,',
    'https://github.com/acme/payments-db',
  ]);
  expect(page).toMatch(/content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:;/);
  expect(page).not.toMatch(/ style=| on[a-z]+=/);
});

it('says of a repository what it is', () => {
  const text = textOf(
    pageOf({
      pulls: [
        {
          number: 7,
          title: 'T',
          url: 'https://github.com/acme/payments-db/pull/7',
          verdict: 'restart',
          checks: 'failure',
          days: 3,
        },
      ],
    }),
  );
  for (const said of [
    'payments · 2 databases',
    '▲ error: seal prod/a',
    '2026.06',
    '2026-09-29 54 days ago',
    '0.2.0',
    '◑ restart',
    '#7 , 3 days',
    '✕ failed',
    '✕ 1 of 2 missing',
  ]) {
    expect(text).toContain(said);
  }
});

it.each<[RepositoryStatus['kind'], string]>([
  ['archived', 'archived'],
  ['empty', 'empty'],
  ['foreign', 'not made by pgplatform'],
  ['unreadable', 'could not be read'],
])('a repository that is %s is one row', (kind, said) => {
  const { name, url } = REPOSITORY;
  const page = statusPage({ ...STATUS, repositories: [{ name, url, kind, pulls: [], findings: [] }] });
  expect(textOf(page)).toContain(`payments-db ${said}`);
});

it('counts what needs somebody, what is past its end of life, what is not sealed and what waits', () => {
  const pulls = [{ number: 1, title: '', url: '', checks: 'none' as const }];
  const fine = { endOfLife: '2027-01-01', seals: { declared: 1, missing: [] }, findings: [] };
  const text = textOf(pageOf({}, { ...fine, name: 'b', release: '2026.07', pulls }, { ...fine, name: 'c', release: '2026.07' }));
  expect(text).toContain('3 repositories 1 need somebody 1 past their end of life 1 with secrets to seal 1 wait for a merge');
  expect(text).toContain('Platform releases 2026.07 2 2026.06 out of support 1');
  expect(text).toContain('by what they do unknown 1');
});

it('a way point comes after the release that it leads to', () => {
  expect(textOf(pageOf({ release: '2026.06' }, { release: '2026.07-plugin' }, { release: '2026.07' }))).toMatch(
    /Platform releases 2026\.07 .*2026\.07-plugin .*2026\.06 /,
  );
});

it('who has most to do comes first', () => {
  const page = pageOf(
    { name: 'a', findings: [] },
    { name: 'b', findings: [{ severity: 'warning', message: 'x' }] },
    { name: 'c' },
  );
  expect([...page.matchAll(/data-key="([abc])"/g)].map(([, name]) => name)).toEqual(['c', 'b', 'a']);
});

it('hostile texts are text', () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror='alert(1)'>&lt;</script>`;
  const page = statusPage({
    ...STATUS,
    owner: hostile,
    repositories: [
      {
        ...REPOSITORY,
        name: hostile,
        url: hostile,
        team: hostile,
        release: hostile,
        packages: hostile,
        pulls: [{ number: 1, title: hostile, url: hostile, checks: 'none' }],
        findings: [{ severity: 'error', message: hostile }],
      },
    ],
  });
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page.match(/<\/script/g)).toHaveLength(1);
  expect(page).not.toContain('<img');
  expect(page).not.toMatch(/[^&]"><script/);
});

it.each([
  ['javascript:alert(1)'],
  ['http://github.com/acme/payments-db'],
  ['https://github.com.evil.example/acme'],
  ['https://user@github.com/acme'],
  ['https://evil.example/github.com'],
  ['data:text/html,x'],
  [''],
])('%s is no link', (url) => {
  expect(pageOf({ url })).not.toContain('<a ');
});

it('links of a GitHub Enterprise lead to it', () => {
  const url = 'https://git.example.com/acme/payments-db';
  const page = statusPage({ ...STATUS, api: 'https://git.example.com/api/v3', repositories: [{ ...REPOSITORY, url }] });
  expect(page).toContain(`<a href="${url}"`);
});
