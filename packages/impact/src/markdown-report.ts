import { capacityWords, databaseName, subject, unagreed, value } from './change-words';
import type { Change, ImpactReport } from './impact-report';

/** By this line a comment that is there already is found again. */
const MARKER = '<!-- pgplatform diff -->';

/** What a report is about. */
export interface ImpactSubject {
  /** What was compared with, for people. */
  readonly base: string;
  /** What was compared. */
  readonly head: string;
  /** What a reader should know about how the verdict was made. */
  readonly notices: readonly string[];
}

/** A report for a pull request: a table to take in at a glance, with the details folded. */
export function impactMarkdown(report: ImpactReport, { base, head, notices }: ImpactSubject): string {
  const { databases, applications, capacity, worst } = report;
  const touched = databases.filter(({ changes }) => changes.length > 0);
  const agreed = unagreed([...databases, ...applications].flatMap(({ changes }) => changes));
  const size = capacityWords(capacity.before, capacity.after);
  return [
    MARKER,
    `### What this does to the databases: ${worst}`,
    ...(agreed.length > 0 ? [`**Data goes with** ${agreed.map(code).join(', ')}. Nobody has agreed to that yet.`] : []),
    touched.length > 0
      ? [
          '| Database | Verdict | Because of | Interruption |',
          '|---|---|---|---|',
          ...touched.map(({ namespace, cluster, effects, changes: [first, ...others] }) =>
            row([
              code(`${databaseName(namespace, cluster)}`),
              effects.map((effect) => `**${effect}**`).join(', '),
              `${code(subject(first))}${others.length > 0 ? ` and ${others.length} more` : ''}`,
              plain(interruption(first, others)),
            ]),
          ),
        ].join('\n')
      : databases.length > 0
        ? 'No database changes.'
        : 'There is no database here.',
    ...touched.map(({ namespace, cluster, changes }) => folded(`${databaseName(namespace, cluster)}: what changes`, changes)),
    ...(applications.length > 0
      ? [
          [
            '| Application | | Effect | What goes |',
            '|---|---|---|---|',
            ...applications.map(({ name, action, effect, deletes, changes }) =>
              row([
                code(name),
                action,
                effect,
                deletes.length > 0 ? `${applier(changes)} deletes ${deletes.map(code).join(', ')}` : '',
              ]),
            ),
          ].join('\n'),
        ]
      : []),
    ...(size ? [`Capacity: ${plain(size)}`] : []),
    ...(notices.length > 0
      ? [['<details><summary>Notes</summary>', '', ...notices.map((notice) => `- ${plain(notice)}`), '', '</details>'].join('\n')]
      : []),
    `<sub>${plain(base)} to ${plain(head)}</sub>`,
  ].join('\n\n');
}

/** What clients notice of the worst change; of the worst that is noticed, when that one is not. */
function interruption(first: Change, others: readonly Change[]): string {
  return [first, ...others].find((change) => !/^(?:none|unknown)/.test(change.interruption))?.interruption ?? first.interruption;
}

/** Who applies, and so who deletes. */
function applier(changes: readonly Change[]): string {
  return changes.some(({ rule }) => rule.startsWith('flux-')) ? 'Flux' : 'Argo CD';
}

function folded(title: string, changes: readonly Change[]): string {
  return [
    `<details><summary>${plain(title)}</summary>`,
    '',
    '| Effect | Field | From | To | Why | Undo |',
    '|---|---|---|---|---|---|',
    ...changes.map(({ effect, object, path, from, to, why, reversible, acknowledged, source }) =>
      row([
        effect,
        code([object.startsWith('Cluster/') && path ? '' : object, path].filter(Boolean).join(' ')),
        from === null ? '' : code(value(from)),
        to === null ? '' : code(value(to)),
        [
          plain(why),
          acknowledged && `Agreed to until ${acknowledged.expires}: ${plain(acknowledged.reason)}`,
          source && `<sub>${plain(source)}</sub>`,
        ]
          .filter(Boolean)
          .join(' '),
        reversible ? 'yes' : 'no',
      ]),
    ),
    '',
    '</details>',
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Text from a repository, which may be anything, as code: nothing in it is markup. */
function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}

/** Characters that Markdown, HTML or a mention could be made of, as character references. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[&<>|`*_~[\]@#\\!]/g, (character) => `&#${character.charCodeAt(0)};`);
}
