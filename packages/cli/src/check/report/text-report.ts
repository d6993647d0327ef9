import { plainText, withoutCredentials } from '@pgplatform/core';
import { type Printed, TerminalCode } from '../../terminal-code';
import { type CheckReport, countOf, type ReportedFinding, VERDICTS } from '../check-report';

const WIDTH = 80;
/** Letters of a value that are shown. */
const MOST_GIVEN = 300;
const COLOURS = { error: TerminalCode.RED, warning: TerminalCode.YELLOW, info: TerminalCode.CYAN };

/** A report for people: grouped by database, 80 columns wide. */
export function textReport(report: CheckReport, colour: boolean): Printed {
  const { findings, databases, operatorVersion, files, notices } = report;
  const byGroup = new Map<string | undefined, ReportedFinding[]>(databases.map((group) => [group, []]));
  for (const [index, finding] of findings.entries()) byGroup.get(databases[index])?.push(finding);
  const groups = [...byGroup.keys()].sort((a, b) => (a === undefined ? -1 : b === undefined ? 1 : a < b ? -1 : 1));
  const counts = (['error', 'warning', 'info'] as const).map((severity) => `${countOf(report, severity)} ${severity}`);
  const plural = counts.map((count) => (count.startsWith('1 ') || count.endsWith('info') ? count : `${count}s`)).join(', ');
  const paragraphs: Printed[] = [
    ...notices.map((notice) => [wrapped(`Note: ${notice}`, '')]),
    ...groups.flatMap((group) => {
      const own = byGroup.get(group) ?? [];
      return [[group ? `Database ${group}` : 'Repository'], ...own.map((finding) => findingText(finding, colour))];
    }),
    ...report.fixes.map(({ rule, file, path, changed, instead }) => [
      wrapped(changed ? `Fixed ${rule}: ${path} in ${file}` : `Not fixed ${rule}: ${path} in ${file}. ${instead}`, ''),
    ]),
    ...report.ignored.map(({ rule, reason, findings: those }) => [wrapped(`Ignored ${rule} (${those.length}): ${reason}`, '')]),
    [`CloudNativePG ${operatorVersion}, ${files.length} ${files.length === 1 ? 'file' : 'files'}: ${plural}`],
  ];
  return paragraphs.flatMap((paragraph, index) => (index === 0 ? paragraph : ['\n\n', ...paragraph]));
}

function findingText(
  { object, severity, judge, rule, file, line, column, path, given, allowed, why, fix, source }: ReportedFinding,
  colour: boolean,
): Printed {
  const place = [file, line, column].filter((part) => part !== null).join(':');
  const subject = object
    ? [object.kind, object.namespace ? `${object.namespace}/${object.name}` : object.name].join(' ').trim()
    : '';
  const rows = [
    [subject, path].filter(Boolean).join(' '),
    why,
    given === null ? '' : `given: ${excerpt(plainText(given))}`,
    allowed === null ? '' : `allowed: ${allowed}`,
    `fix: ${fix}`,
    `verdict of: ${VERDICTS[judge]}`,
    `source: ${source}`,
  ].filter(Boolean);
  return [
    '  ',
    ...(colour ? [COLOURS[severity], severity, TerminalCode.PLAIN] : [severity]),
    [`  ${rule}  ${place}`.trimEnd(), ...rows.map((row) => wrapped(row, '      '))].join('\n'),
  ];
}

/** The beginning of a value: the whole is in the file, and in the report as JSON. */
function excerpt(text: string): string {
  return text.length > MOST_GIVEN ? `${text.slice(0, MOST_GIVEN)}… (${text.length} letters)` : text;
}

/** Text in lines of 80 columns; a word that is longer stays whole, for it is a path or an address. A credential over two lines would not be known as one. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  for (const paragraph of withoutCredentials(text).split('\n')) {
    let line = '';
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
        lines.push(indent + line);
        line = '';
      }
      line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(indent + line);
  }
  return lines.join('\n');
}
