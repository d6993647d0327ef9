import type { FleetStatus, RepositoryStatus } from '@pgplatform/fleet';
import { tableText } from './problem-text';

const HEAD = ['REPOSITORY', 'RELEASE', 'PACKAGES', 'VERDICT', 'PULL REQUEST', 'CHECKS', 'SEALS', 'END OF LIFE', 'TO DO'];
/** No column is made narrower than this. */
const LEAST = 6;

const KINDS: Record<RepositoryStatus['kind'], string> = {
  managed: '',
  archived: 'nothing: archived',
  empty: 'nothing: empty',
  foreign: 'nothing: not made by pgplatform',
  unreadable: '',
};

/**
 * A fleet as a table.
 *
 * @param width of the terminal; nothing cuts the cells elsewhere
 */
export function fleetStatusText(status: FleetStatus, width?: number): string {
  const rows = status.repositories.map(rowOf);
  return [width === undefined ? tableText(HEAD, rows) : tableText(...fitting(HEAD, rows, width)), fleetSummary(status)].join(
    '\n\n',
  );
}

/** A fleet in one line. */
export function fleetSummary({ repositories, madeAt, requests }: FleetStatus): string {
  const count = (holds: (repository: RepositoryStatus) => boolean) => repositories.filter(holds).length;
  const parts: [number, string][] = [
    [count(({ endOfLife }) => endOfLife !== undefined && endOfLife < madeAt.slice(0, 10)), 'past their end of life'],
    [count(({ seals }) => (seals?.missing.length ?? 0) > 0), 'with secrets to seal'],
    [count(({ pulls }) => pulls.length > 0), 'with a pull request that waits'],
    [count(({ kind }) => kind === 'unreadable'), 'that could not be read'],
  ];
  const said = parts.filter(([number]) => number > 0).map(([number, text]) => `${number} ${text}`);
  return `${repositories.length} ${repositories.length === 1 ? 'repository' : 'repositories'}: ${said.join(', ') || 'all is well'}; ${requests} requests.`;
}

function rowOf({ name, kind, release, packages, pulls, seals, endOfLife, findings }: RepositoryStatus): string[] {
  const [pull, ...others] = pulls;
  const age = pull?.days === undefined ? '' : ` (${pull.days} d)`;
  const sealed = seals && `${seals.declared - seals.missing.length}/${seals.declared}`;
  const todo = findings.map(({ message }) => message).join('; ') || KINDS[kind];
  const cells = [
    name,
    release,
    packages,
    pull && (pull.verdict ?? 'unknown'),
    pull && `#${pull.number}${age}${others.length > 0 ? ` +${others.length}` : ''}`,
    pull?.checks,
    sealed,
    endOfLife,
    todo,
  ];
  return cells.map((cell) => cell || '-');
}

/** Cuts the widest columns until all fit. */
function fitting(head: readonly string[], rows: readonly string[][], width: number): [string[], string[][]] {
  const all = [[...head], ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const sum = () => widths.reduce((a, b) => a + b + 2, -2);
  while (sum() > width && Math.max(...widths) > LEAST) {
    widths[widths.indexOf(Math.max(...widths))]--;
  }
  const [cutHead, ...cut] = all.map((row) =>
    row.map((cell, column) => (cell.length > widths[column] ? `${cell.slice(0, widths[column] - 1)}…` : cell)),
  );
  return [cutHead, cut];
}
