import { createHash } from 'node:crypto';
import { type CheckReport, type ReportedFinding, VERDICTS } from '../check-report';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' };

/** A report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning. */
export function sarifReport({ findings, ignored, notices }: CheckReport, version: string): object {
  const all = [...findings, ...ignored.flatMap((one) => one.findings)];
  const rules = [...new Map(all.map((finding) => [finding.rule, finding])).values()];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'pgplatform',
            semanticVersion: version,
            informationUri: 'https://github.com/pgplatform/pgplatform',
            rules: rules.map(({ rule, why, fix, source }) => ({
              id: rule,
              shortDescription: { text: why },
              help: { text: `${fix}\nSource: ${source}` },
              ...(/^https:\/\/\S+$/.test(source) && { helpUri: source }),
            })),
          },
        },
        originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notices.map((text) => ({ level: 'note', message: { text } })),
          },
        ],
        results: [
          ...findings.map((finding) => result(finding)),
          ...ignored.flatMap(({ reason, findings: those }) =>
            those.map((finding) => ({ ...result(finding), suppressions: [{ kind: 'external', justification: reason }] })),
          ),
        ],
      },
    ],
  };

  function result(finding: ReportedFinding): object {
    const { rule, severity, judge, file, line, column, object, path, why, fix } = finding;
    const subject = object && [object.kind, object.namespace, object.name].filter(Boolean).join('/');
    const message = [[subject, path].filter(Boolean).join(' '), why, fix, `Verdict of ${VERDICTS[judge]}.`]
      .filter(Boolean)
      .join('\n');
    return {
      ruleId: rule,
      ruleIndex: rules.findIndex((one) => one.rule === rule),
      level: LEVELS[severity],
      message: { text: message },
      partialFingerprints: { 'pgplatform/v1': createHash('sha256').update([rule, subject, path, file].join('\n')).digest('hex') },
      ...(file !== null && {
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' },
              ...(line !== null && { region: { startLine: line, ...(column !== null && { startColumn: column }) } }),
            },
            ...(subject && { logicalLocations: [{ fullyQualifiedName: subject, kind: 'resource' }] }),
          },
        ],
      }),
    };
  }
}
