import { versionNumbers } from './operator-version';
import { OPERATOR_MINORS, OPERATORS, type Range } from './operators';

/** What an operator version supports. */
export type OperatorSupport = {
  /** For example `1.30`. */
  readonly minor: string;
  /** Last day of support. */
  readonly endOfLife: string;
  /** First and last PostgreSQL major. */
  readonly postgres: Range;
  /** First and last Kubernetes minor of version 1 that upstream supports. */
  readonly kubernetes: Range;
  /** The same, with those that are tested and not supported. */
  readonly tested: Range;
};

/**
 * What an operator version supports; nothing for versions that the table does not know.
 *
 * Source: cloudnative-pg docs/src/supported_releases.md, and the release notes of the charts.
 */
export function operatorSupport(version: string): OperatorSupport | undefined {
  const [major, minor, patch] = versionNumbers(version);
  const facts = OPERATOR_MINORS[`${major}.${minor}`];
  const { postgres = facts?.postgres } = OPERATORS[`${major}.${minor}.${patch}`] ?? {};
  return facts && { ...facts, minor: `${major}.${minor}`, postgres };
}
