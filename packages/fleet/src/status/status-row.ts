import { compareEffects, EFFECTS, type Effect, worstOf } from '@pgplatform/impact';
import type { RepositoryStatus, StatusFinding, WaitingPull } from '../status';
import { escaped } from './markup';

type Link = (text: string, url: string) => string;

/** What a cell shows (markup), and what it is sorted by. */
type Cell = { readonly html: string; readonly key: string | number };
type Column = { readonly title: string; readonly cell: (repository: RepositoryStatus, today: string, link: Link) => Cell };

const NOTHING = '<span class="nothing" aria-label="nothing">–</span>';
const DAY = 24 * 3600 * 1000;

/** How bad, as a mark beside the word, so that no colour has to tell. */
const MARKS: Readonly<Record<string, string>> = { calm: '○', some: '◑', much: '●', worst: '▲' };

const CHECKS = {
  none: { mark: '○', text: 'no checks', kind: 'calm', key: 0 },
  success: { mark: '✓', text: 'green', kind: 'good', key: 1 },
  pending: { mark: '…', text: 'running', kind: 'calm', key: 2 },
  failure: { mark: '✕', text: 'failed', kind: 'worst', key: 3 },
} as const;

export const COLUMNS: readonly Column[] = [
  { title: 'Repository', cell: repositoryCell },
  { title: 'To do', cell: findingsCell },
  { title: 'Release', cell: ({ release }) => text(release) },
  { title: 'End of life', cell: endOfLifeCell },
  { title: 'Packages', cell: ({ packages }) => text(packages) },
  { title: 'Verdict', cell: verdictCell },
  { title: 'Pull request', cell: pullCell },
  { title: 'Checks', cell: checksCell },
  { title: 'Seals', cell: sealsCell },
];

/** A repository as a row; what it is found by is in its data. */
export function statusRow(repository: RepositoryStatus, madeAt: string, link: Link): string {
  const today = madeAt.slice(0, 10);
  const cells = COLUMNS.map(({ title, cell }, i) => {
    const { html, key } = cell(repository, today, link);
    const [tag, scope] = i === 0 ? ['th', ' scope="row"'] : ['td', ''];
    return `<${tag}${scope} data-title="${title}" data-key="${escaped(String(key))}">${html}</${tag}>`;
  });
  const { pulls, endOfLife, seals, findings, release } = repository;
  const is = [
    findings.length > 0 && 'attention',
    endOfLife !== undefined && endOfLife < today && 'past',
    (seals?.missing.length ?? 0) > 0 && 'unsealed',
    pulls.length > 0 && 'waiting',
  ].filter(Boolean);
  const facets = ` data-is="${is.join(' ')}" data-release="${escaped(release ?? '')}" data-verdict="${escaped(worst(pulls) ?? '')}"`;
  return `<tr${facets}>${cells.join('')}</tr>`;
}

/** The worst verdict of the pull requests of a repository: `unknown` where a label does not say; nothing without a pull request. */
export function worst(pulls: readonly WaitingPull[]): Effect | undefined {
  return pulls.length === 0 ? undefined : worstOf(pulls.map(({ verdict }) => verdict ?? 'unknown'));
}

function repositoryCell({ name, url, team, kind, databases }: RepositoryStatus, _: string, link: Link): Cell {
  const words: Record<typeof kind, string> = {
    managed: [team, databases === undefined ? '' : `${databases} ${databases === 1 ? 'database' : 'databases'}`].join(' · '),
    archived: 'archived',
    empty: 'empty',
    foreign: 'not made by pgplatform',
    unreadable: 'could not be read',
  };
  return { html: `${link(name, url)}<small>${escaped(words[kind])}</small>`, key: name };
}

function findingsCell({ findings }: RepositoryStatus): Cell {
  const marks: Record<StatusFinding['severity'], string> = { error: '▲', warning: '△' };
  const items = findings.map(
    ({ severity, message }) =>
      `<li class="${severity}"><span aria-hidden="true">${marks[severity]}</span> <span class="unseen">${severity}:</span>${escaped(message)}</li>`,
  );
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { html: items.length > 0 ? `<ul>${items.join('')}</ul>` : NOTHING, key: -(errors * 1000 + findings.length) };
}

function endOfLifeCell({ endOfLife }: RepositoryStatus, today: string): Cell {
  if (endOfLife === undefined) return { html: NOTHING, key: '9999' };
  const days = Math.round((Date.parse(endOfLife) - Date.parse(today)) / DAY);
  const distance = days < 0 ? `${-days} days ago` : `in ${days} days`;
  return { html: `${endOfLife}<small class="${days < 0 ? 'error' : ''}">${distance}</small>`, key: endOfLife };
}

function verdictCell({ pulls }: RepositoryStatus): Cell {
  const verdict = worst(pulls);
  if (verdict === undefined) return { html: NOTHING, key: -1 };
  const kind = gravity(verdict);
  return { html: chip(kind, MARKS[kind], verdict), key: EFFECTS.indexOf(verdict) };
}

/** Of a verdict, in four steps: how it is marked. */
export function gravity(verdict: Effect): 'calm' | 'some' | 'much' | 'worst' {
  const isAtMost = (effect: Effect) => compareEffects(verdict, effect) <= 0;
  return isAtMost('volume resize') ? 'calm' : isAtMost('switchover') ? 'some' : isAtMost('unknown') ? 'much' : 'worst';
}

function pullCell({ pulls }: RepositoryStatus, _: string, link: Link): Cell {
  if (pulls.length === 0) return { html: NOTHING, key: -1 };
  const items = pulls.map(({ number, url, title, days }) => {
    const age = days === undefined ? '' : days === 0 ? ', today' : `, ${days} ${days === 1 ? 'day' : 'days'}`;
    return `<span title="${escaped(title)}">${link(`#${number}`, url)}${age}</span>`;
  });
  return { html: items.join('<br>'), key: Math.max(...pulls.map(({ days }) => days ?? 0)) };
}

function checksCell({ pulls }: RepositoryStatus): Cell {
  if (pulls.length === 0) return { html: NOTHING, key: -1 };
  const checks = pulls.map((pull) => CHECKS[pull.checks]);
  return {
    html: checks.map(({ kind, mark, text }) => chip(kind, mark, text)).join('<br>'),
    key: Math.max(...checks.map(({ key }) => key)),
  };
}

function sealsCell({ seals }: RepositoryStatus): Cell {
  if (!seals || seals.declared === 0) return { html: NOTHING, key: -1 };
  const { declared, missing, certificateEnds } = seals;
  const ends = certificateEnds ? `<small>certificate to ${certificateEnds}</small>` : '';
  const html =
    missing.length > 0 ? chip('worst', '✕', `${missing.length} of ${declared} missing`) : `${declared} of ${declared} sealed`;
  return { html: `${html}${ends}`, key: missing.length };
}

function chip(kind: string, mark: string, text: string): string {
  return `<span class="chip ${kind}"><span aria-hidden="true">${mark}</span> ${escaped(text)}</span>`;
}

function text(value: string | undefined): Cell {
  return { html: value === undefined ? NOTHING : escaped(value), key: value ?? '' };
}
