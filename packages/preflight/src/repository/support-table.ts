/** What an operator minor version supports (cloudnative-pg docs/src/supported_releases.md, chart release notes). */
export interface OperatorSupport {
  readonly minor: string;
  /** Last day of support. */
  readonly endOfLife: string;
  /** First and last PostgreSQL major. */
  readonly postgres: readonly [number, number];
  /** First and last Kubernetes minor of version 1, tested ones included. */
  readonly kubernetes: readonly [number, number];
}

const OPERATORS: readonly OperatorSupport[] = [
  { minor: '1.27', endOfLife: '2026-03-09', postgres: [13, 18], kubernetes: [29, 33] },
  { minor: '1.28', endOfLife: '2026-06-30', postgres: [14, 18], kubernetes: [29, 35] },
  { minor: '1.29', endOfLife: '2026-09-29', postgres: [14, 18], kubernetes: [31, 36] },
  { minor: '1.30', endOfLife: '2026-12-31', postgres: [14, 18], kubernetes: [30, 36] },
];

const POSTGRES_END_OF_LIFE: { readonly [major: number]: string } = {
  13: '2025-11-13',
  14: '2026-11-12',
  15: '2027-11-11',
  16: '2028-11-09',
  17: '2029-11-08',
  18: '2030-11-14',
};

/** The row of an operator version; nothing for versions that the table does not know. */
export function operatorSupport(version: string): OperatorSupport | undefined {
  const minor = /^v?(\d+\.\d+)/.exec(version)?.[1];
  const row = OPERATORS.find((support) => support.minor === minor);
  return row && /^v?1\.27\.0/.test(version) ? { ...row, postgres: [13, 17] } : row;
}

/** The last day of support of a PostgreSQL major. */
export function postgresEndOfLife(major: number): string | undefined {
  return POSTGRES_END_OF_LIFE[major];
}
