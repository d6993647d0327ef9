import type { PlatformModel } from '@pgplatform/core';
import { OPERATOR_CHARTS } from '@pgplatform/facts';
import type { Application } from './build/build-plan';

const OLDEST = OPERATOR_CHARTS[0][1];
const NEWEST = OPERATOR_CHARTS[OPERATOR_CHARTS.length - 1][1];

/** The operator that a repository is judged for. */
export type OperatorVersion = {
  readonly version: string;
  /** What somebody who reads the verdict should know about the version. */
  readonly notice?: string;
};

/** The version of the operator: what was asked for, the model's, the Application's chart's, else the newest that we know. */
export function operatorVersionOf(
  asked: string | undefined,
  model: PlatformModel | undefined,
  applications: readonly Application[],
): OperatorVersion {
  const said = asked ?? model?.operator?.version;
  if (said !== undefined) {
    const version = /^\d+\.\d+$/.test(said) ? `${said}.0` : said;
    return { version, notice: rangeNotice(version) };
  }
  const charts = applications
    .flatMap(({ sources }) => sources)
    .flatMap(({ chart, targetRevision }) => (chart === 'cloudnative-pg' && targetRevision ? targetRevision : []));
  const versions = [...new Set(charts.map(versionOfChart))].sort(inOrder);
  if (versions.length === 0) {
    return {
      version: NEWEST,
      notice: `Nothing says which operator runs here, so it is judged for CloudNativePG ${NEWEST}. Say it with --operator-version.`,
    };
  }
  return {
    version: versions[0],
    notice:
      versions.length > 1
        ? `Applications install ${versions.join(' and ')}; judged for the oldest. Say which with --operator-version.`
        : charts.some((chart) => !OPERATOR_CHARTS.some(([known]) => known === bare(chart)))
          ? `Chart ${charts[0]} is not one we know exactly; judged for CloudNativePG ${versions[0]}.`
          : undefined,
  };
}

/** The version of a chart, or of the newest chart that a range like `0.28.*` or `~0.28` takes in. */
function versionOfChart(chart: string): string {
  const wanted = bare(chart);
  const [major, minor] = wanted.split('.').map(Number);
  const minors = OPERATOR_CHARTS.filter(([known]) => known.startsWith(`${major}.${minor}.`));
  const exact = minors.find(([known]) => known === wanted) ?? minors[minors.length - 1];
  return exact?.[1] ?? (major === 0 && minor < 26 ? OLDEST : NEWEST);
}

function bare(chart: string): string {
  return /\d[\d.]*\d/.exec(chart)?.[0] ?? '';
}

function rangeNotice(version: string): string | undefined {
  if (inOrder(version, OLDEST) < 0) {
    return `CloudNativePG ${version} is older than what we know; the rules are those of ${OLDEST}.`;
  }
  const minor = (text: string) => text.split('.').slice(0, 2).join('.');
  return inOrder(minor(version), minor(NEWEST)) > 0
    ? `CloudNativePG ${version} is newer than what we know; the rules are those of ${NEWEST}.`
    : undefined;
}

function inOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
