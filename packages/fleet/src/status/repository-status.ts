import { isConfigError, Model, type PlatformModel, PlatformRelease } from '@pgplatform/core';
import { EFFECTS } from '@pgplatform/impact';
import { VERDICT_LABEL } from '../apply/verdict-label';
import type { GitHub, PullRequest, RemoteRepository, TreeEntry } from '../github';
import { GitHubError } from '../github-error';
import { readMarker } from '../marker';
import { oneLine } from '../plan/obstacle';
import { RemoteFiles } from '../plan/remote-files';
import type { RepositoryStatus, SealStatus, StatusFinding, WaitingPull } from '../status';
import type { Certificates } from './certificates';

/** Branch of the pull requests that upgrade.yml of a repository opens. */
const OWN_BRANCH = 'pgplatform/upgrade';
const DAY = 24 * 3600 * 1000;
/** Of one repository: anybody can write a marker. */
const MOST_PULLS = 5;
/** Days before an end on which it is worth a line. */
const SOON = 60;

/** One repository, whatever it is: what cannot be read is a line of its own, and the others go on. Throws only when GitHub takes no token. */
export async function repositoryStatus(
  github: GitHub,
  repository: RemoteRepository,
  certificates: Certificates,
  now: Date,
): Promise<RepositoryStatus> {
  const { name, url } = repository;
  const base = { name: oneLine(name), url, pulls: [], findings: [] };
  if (repository.missing) {
    return {
      ...base,
      kind: 'unreadable',
      findings: [{ severity: 'error', message: 'it is not there, or the token may not see it' }],
    };
  }
  if (repository.archived) {
    return { ...base, kind: 'archived' };
  }
  try {
    const commit = await github.branch(repository, repository.defaultBranch);
    if (commit === undefined) {
      return { ...base, kind: 'empty' };
    }
    const [{ entries }, pulls] = await Promise.all([github.tree(repository, commit), waitingPulls(github, repository, now)]);
    const text = await new RemoteFiles(github, repository, entries).text(Model.PATH);
    if (text === undefined) {
      return { ...base, kind: 'foreign', pulls };
    }
    const model = Model.parse(text);
    const seals = await sealsOf(model, entries, (entry) => certificates.lastDay(github, repository, entry));
    const release = releaseOf(model.platformRelease);
    return {
      ...base,
      kind: 'managed',
      team: short(model.team),
      release: short(model.platformRelease),
      packages: short(model.packageVersion),
      databases: model.databases.length,
      ...(release && { endOfLife: release.endOfLife }),
      seals,
      pulls,
      findings: findingsOf(release, seals, pulls, now),
    };
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'unauthorized') {
      throw error;
    }
    return { ...base, kind: 'unreadable', findings: [{ severity: 'error', message: reasonOf(error) }] };
  }
}

/** The pull requests that pgplatform opened: by `fleet apply`, or by the repository's own workflow. */
async function waitingPulls(github: GitHub, repository: RemoteRepository, now: Date): Promise<WaitingPull[]> {
  const open = await github.pullRequests(repository, { state: 'open' });
  const ours = open.filter(({ body, head }) => head === OWN_BRANCH || readMarker(body) !== undefined).slice(0, MOST_PULLS);
  return Promise.all(
    ours.map(async (pull): Promise<WaitingPull> => {
      const verdict = verdictOf(pull);
      const opened = Date.parse(pull.openedAt ?? '');
      return {
        number: pull.number,
        title: oneLine(pull.title),
        url: pull.url,
        ...(verdict && { verdict }),
        checks: await github.checks(repository, pull.headSha),
        ...(opened <= now.getTime() && { days: Math.floor((now.getTime() - opened) / DAY) }),
      };
    }),
  );
}

function verdictOf({ labels }: PullRequest): (typeof EFFECTS)[number] | undefined {
  return [...EFFECTS].reverse().find((effect) => labels.includes(`${VERDICT_LABEL}${effect}`));
}

async function sealsOf(
  model: PlatformModel,
  entries: readonly TreeEntry[],
  lastDay: (entry: TreeEntry) => Promise<string | undefined>,
): Promise<SealStatus> {
  const files = new Map(entries.filter(({ type }) => type === 'blob').map((entry) => [entry.path, entry]));
  const sealed = model.environments.flatMap(({ secrets }) => secrets).filter(({ source }) => source === 'sealed');
  const pinned = model.environments.flatMap(({ certificate }) => files.get(certificate?.path ?? '') ?? []);
  const [first] = (await Promise.all(pinned.map(lastDay))).filter((day) => day !== undefined).sort();
  return {
    declared: sealed.length,
    missing: sealed.map(({ file }) => oneLine(file)).filter((file) => !files.has(file)),
    ...(first && { certificateEnds: first }),
  };
}

/** What there is to do, one line each. The other columns say what is. */
function findingsOf(
  release: PlatformRelease | undefined,
  { missing, certificateEnds }: SealStatus,
  pulls: readonly WaitingPull[],
  now: Date,
): StatusFinding[] {
  const today = now.toISOString().slice(0, 10);
  const soon = new Date(now.getTime() + SOON * DAY).toISOString().slice(0, 10);
  const findings: StatusFinding[] = [];
  const say = (severity: StatusFinding['severity'], message: string) => void findings.push({ severity, message });
  if (release === undefined) {
    say('warning', 'look with a newer pgplatform: this one does not know the release');
  } else if (release.isBelowFloor) {
    say('error', release.endOfLife < today ? 'upgrade: unsafe, and out of support' : 'upgrade: unsafe');
  } else if (release.endOfLife < today) {
    say('error', 'upgrade: out of support');
  } else if (release.endOfLife < soon) {
    say('warning', 'upgrade: support ends soon');
  }
  for (const file of missing) {
    say('error', `seal ${file.split('/').slice(-2).join('/').replace('-sealed.yaml', '')}`);
  }
  if (certificateEnds !== undefined && certificateEnds < soon) {
    say(certificateEnds < today ? 'error' : 'warning', 'pin a newer sealing certificate');
  }
  for (const { number } of pulls.filter(({ checks }) => checks === 'failure')) {
    say('error', `look at #${number}: its checks fail`);
  }
  return findings;
}

/** Nothing for a release that only a newer pgplatform knows. */
function releaseOf(id: string): PlatformRelease | undefined {
  try {
    return PlatformRelease.of(id);
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return undefined;
  }
}

/** Why nothing is known of a repository: in words of ours where they are, without a stack. */
function reasonOf(error: unknown): string {
  if (isConfigError(error)) {
    const [{ code, message }] = error.problems;
    return `${code} ${Model.PATH}: ${message}`;
  }
  const reason = error instanceof Error ? error.message : 'unknown';
  return oneLine(reason).slice(0, 300);
}

/** A text of a model, for a table. */
function short(text: unknown): string {
  return oneLine(String(text)).slice(0, 60);
}
