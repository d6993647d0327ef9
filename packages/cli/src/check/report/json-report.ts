import type { CheckReport } from '../check-report';

/** A report for programs: one object, as `schema/check-report.schema.json` has it. */
export function jsonReport({ databases, ...report }: CheckReport): object {
  return report;
}
