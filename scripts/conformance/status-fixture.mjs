// A fleet that nobody has, with one of everything that a status can say.
const VERDICTS = [
  ...Array(9).fill('rolling update'),
  ...Array(6).fill('none'),
  ...[
    'reload',
    'reload',
    'reload',
    'restart',
    'restart',
    'switchover',
    'unknown',
    'new backup archive',
    'offline major upgrade',
    'rejected',
    'outage',
  ],
  'destroys data',
];
const TEAMS = [
  'payments',
  'search',
  'billing',
  'identity',
  'orders',
  'catalogue',
  'shipping',
  'reporting',
  'messaging',
  'pricing',
];
const RELEASES = [
  ['2026.07', '2027-03-31'],
  ['2026.07', '2027-03-31'],
  ['2026.07', '2027-03-31'],
  ['2026.07', '2027-03-31'],
  ['2026.07', '2027-03-31'],
  ['2026.07-plugin', '2026-12-31'],
  ['2026.06', '2026-09-29'],
  ['2026.02', '2026-06-30'],
  ['2025.10', '2026-03-09'],
];

/** The same fleet for the same number of repositories. */
export function fleetOf(size) {
  const repositories = Array.from({ length: size }, (_, i) => repository(i));
  return { owner: 'acme', api: 'https://api.github.com', madeAt: '2026-11-22T09:30:00.000Z', requests: size * 5, repositories };
}

function repository(i) {
  const team = TEAMS[i % TEAMS.length];
  const name = `${team}-db${i < TEAMS.length ? '' : `-${Math.floor(i / TEAMS.length)}`}`;
  const base = { name, url: `https://github.com/acme/${name}`, pulls: [], findings: [] };
  if (i % 67 === 66) return { ...base, kind: 'archived' };
  if (i % 71 === 70) return { ...base, kind: 'foreign' };
  if (i % 73 === 72) return { ...base, kind: 'empty' };
  if (i % 61 === 60) {
    const message = `GitHub does not let the token read it (403, GET /repos/acme/${name}/git/trees/main)`;
    return { ...base, kind: 'unreadable', findings: [{ severity: 'error', message }] };
  }
  const [release, endOfLife] = RELEASES[(i * 5) % RELEASES.length];
  const findings = [];
  if (endOfLife < '2026-11-22') findings.push({ severity: 'error', message: 'upgrade: unsafe, and out of support' });
  else if (endOfLife < '2027-01-21') findings.push({ severity: 'warning', message: 'upgrade: support ends soon' });
  const missing = i % 23 === 3 ? ['infrastructure/postgres/overlays/prod/backup-s3-credentials-sealed.yaml'] : [];
  if (missing.length) findings.push({ severity: 'error', message: 'seal prod/backup-s3-credentials' });
  const pulls = i % 3 === 1 ? [] : [pull(i, name)];
  if (pulls[0]?.checks === 'failure')
    findings.push({ severity: 'error', message: `look at #${pulls[0].number}: its checks fail` });
  return {
    ...base,
    kind: 'managed',
    team,
    release,
    packages: i % 4 === 0 ? '0.1.0' : '0.2.0',
    databases: 1 + (i % 4),
    endOfLife,
    seals: { declared: 2 + (i % 3), missing, ...(i % 5 === 0 && { certificateEnds: '2027-03-01' }) },
    pulls,
    findings,
  };
}

function pull(i, name) {
  const number = 10 + (i % 40);
  const verdict = VERDICTS[(i * 7) % VERDICTS.length];
  const checks = ['success', 'success', 'success', 'pending', 'failure', 'none'][i % 6];
  const url = `https://github.com/acme/${name}/pull/${number}`;
  return { number, title: `pgplatform 0.2.0 (${verdict})`, url, verdict, checks, days: i % 19 };
}
