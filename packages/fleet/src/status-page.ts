import { createHash } from 'node:crypto';
import { compareEffects } from '@pgplatform/impact';
import type { FleetStatus, RepositoryStatus } from './status';
import { escaped, link } from './status/markup';
import { PAGE_SCRIPT } from './status/page-script';
import { PAGE_STYLE } from './status/page-style';
import { COLUMNS, gravity, statusRow, worst } from './status/status-row';

/**
 * A fleet as one page: nothing but this text is loaded. Light and dark, for a screen, a phone and paper; it works without its script
 * too, unsorted.
 */
export function statusPage(status: FleetStatus): string {
  const { repositories } = status;
  const host = webHost(status.api);
  const rows = [...repositories].sort((a, b) => urgency(b) - urgency(a));
  const policy = `default-src 'none'; style-src '${digest(PAGE_STYLE)}'; script-src '${digest(PAGE_SCRIPT)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escaped(`PostgreSQL platforms of ${status.owner}`)}</title>
<link rel="icon" href="data:,">
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<div>
<p class="eyebrow">PostgreSQL platforms</p>
<h1>${escaped(status.owner)}</h1>
<p class="quiet">As of <time datetime="${escaped(status.madeAt)}">${escaped(dateText(status.madeAt))}</time></p>
</div>
<button type="button" id="theme" hidden>Dark</button>
</header>
<main>
<section class="tiles" aria-label="In short">
${tiles(status).join('\n')}
</section>
<section class="panels">
${panel('Platform releases', 'release', releases(repositories, status.madeAt.slice(0, 10)))}
${panel('Pull requests that wait, by what they do', 'verdict', verdicts(repositories))}
</section>
<section aria-label="Repositories">
<div class="bar" id="bar" hidden>
<label class="search">Find <input type="search" id="find" autocomplete="off" spellcheck="false" placeholder="name, team, release, problem"></label>
<label class="order">Sort by <select id="order">${COLUMNS.map(({ title }, i) => `<option value="${i}">${title}</option>`).join('')}</select></label>
<p id="count" class="quiet" role="status"></p>
<button type="button" id="reset" hidden>Show all</button>
</div>
<table>
<caption class="unseen">Repositories: what they run, what waits for them and what has to be done</caption>
<thead><tr>${COLUMNS.map(({ title }) => `<th scope="col" data-title="${title}">${title}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((repository) => statusRow(repository, status.madeAt, (text, url) => link(text, url, host))).join('\n')}
</tbody>
</table>
<p id="nothing" class="quiet" hidden>No repository matches.</p>
</section>
</main>
<footer class="quiet">Made by <code>pgplatform fleet status --html</code>. Sort with the titles of the columns; print it as it is.</footer>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function tiles({ repositories, madeAt }: FleetStatus): string[] {
  const today = madeAt.slice(0, 10);
  const count = (holds: (repository: RepositoryStatus) => boolean) => repositories.filter(holds).length;
  const tile = (number: number, text: string, kind: string, filter: string) =>
    `<button type="button" class="tile ${number > 0 ? kind : ''}" data-filter="${filter}" aria-pressed="false"><b>${number}</b> ${text}</button>`;
  return [
    tile(repositories.length, repositories.length === 1 ? 'repository' : 'repositories', '', ''),
    tile(
      count(({ findings }) => findings.length > 0),
      'need somebody',
      'warning',
      'attention',
    ),
    tile(
      count(({ endOfLife }) => endOfLife !== undefined && endOfLife < today),
      'past their end of life',
      'error',
      'past',
    ),
    tile(
      count(({ seals }) => (seals?.missing.length ?? 0) > 0),
      'with secrets to seal',
      'error',
      'unsealed',
    ),
    tile(
      count(({ pulls }) => pulls.length > 0),
      'wait for a merge',
      'info',
      'waiting',
    ),
  ];
}

type Bar = { readonly name: string; readonly count: number; readonly kind: string; readonly note?: string };

/** Bars that filter the table. */
function panel(title: string, facet: string, bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const items = bars.map(({ name, count, kind, note }) => {
    const label = `<span>${escaped(name)}${note ? ` <small>${escaped(note)}</small>` : ''}</span>`;
    const width = ((count / most) * 100).toFixed(1);
    const drawn = `<svg class="${kind}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="4"/></svg>`;
    return `<li><button type="button" data-facet="${facet}" data-value="${escaped(name)}" aria-pressed="false">${label}${drawn}<b>${count}</b></button></li>`;
  });
  const content = items.length > 0 ? `<ul>${items.join('')}</ul>` : '<p class="quiet">None.</p>';
  return `<section><h2>${title}</h2>${content}</section>`;
}

/** Repositories by platform release, the newest first, and after it the way points that lead to it. */
function releases(repositories: readonly RepositoryStatus[], today: string): Bar[] {
  const ends = new Map(repositories.map(({ release, endOfLife }) => [release, endOfLife]));
  return counted(repositories.map(({ release }) => release))
    .sort(([a], [b]) => (`${a}~` < `${b}~` ? 1 : -1))
    .map(([name, count]) => {
      const end = ends.get(name);
      return end !== undefined && end < today
        ? { name, count, kind: 'worst', note: 'out of support' }
        : { name, count, kind: 'some' };
    });
}

/** Repositories by the worst that waits for them, the worst first. */
function verdicts(repositories: readonly RepositoryStatus[]): Bar[] {
  return counted(repositories.map(({ pulls }) => worst(pulls)))
    .sort(([a], [b]) => compareEffects(b, a))
    .map(([name, count]) => ({ name, count, kind: gravity(name) }));
}

function counted<T extends string>(names: readonly (T | undefined)[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const name of names) {
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts];
}

function urgency({ findings }: RepositoryStatus): number {
  return findings.reduce((sum, { severity }) => sum + (severity === 'error' ? 100 : 1), 0);
}

/** Where people look at what the API tells of: `github.com` of `https://api.github.com`, else the API's own host. */
function webHost(api: string): string {
  return new URL(api).host.replace(/^api\.github\.com$/, 'github.com');
}

function dateText(iso: string): string {
  const date = new Date(iso).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${date} UTC`;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
