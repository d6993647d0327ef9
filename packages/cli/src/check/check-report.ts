import type { Judge } from '@pgplatform/preflight';

/** One finding as the report has it; what is unknown is null. */
export type ReportedFinding = {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Whose verdict it is. */
  readonly judge: `${Judge}`;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly object: { readonly kind: string; readonly namespace: string | null; readonly name: string } | null;
  readonly path: string;
  readonly given: unknown;
  readonly allowed: string | null;
  readonly why: string;
  readonly fix: string;
  readonly source: string;
};

/** A rule that is not followed, with what it would have said. */
export type IgnoredFindings = { readonly rule: string; readonly reason: string; readonly findings: readonly ReportedFinding[] };

/** What became of a safe change under `--fix`. */
export type AppliedFix = {
  readonly rule: string;
  readonly file: string;
  readonly path: string;
  readonly changed: boolean;
  /** What to do instead, when nothing was changed. */
  readonly instead: string | null;
};

/** The verdict on a repository. JSON Schema: `schema/check-report.schema.json` of this package. */
export type CheckReport = {
  readonly operatorVersion: string;
  /** Every file that was looked at. */
  readonly files: readonly string[];
  readonly findings: readonly ReportedFinding[];
  readonly ignored: readonly IgnoredFindings[];
  /** What a reader should know about the verdict itself. */
  readonly notices: readonly string[];
  readonly fixes: readonly AppliedFix[];
  /** The database that each finding is about, by its place in `findings`; for people. */
  readonly databases: readonly (string | undefined)[];
};

/** How many findings there are of a severity. */
export function countOf(report: CheckReport, severity: ReportedFinding['severity']): number {
  return report.findings.filter((finding) => finding.severity === severity).length;
}

const LATER = 'later: it is applied without a word';

/** Whose verdict a finding is, in words. */
export const VERDICTS: { readonly [judge in ReportedFinding['judge']]: string } = {
  'api-server': 'the API server, when it is applied',
  operator: "the operator's webhook, when it is applied",
  kubernetes: `Kubernetes, ${LATER}`,
  postgresql: `PostgreSQL, ${LATER}`,
  pgplatform: 'pgplatform alone',
};
