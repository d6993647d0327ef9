import { configError, plainText } from '@pgplatform/core';
import { type Finding, RepositoryPreflight } from '@pgplatform/preflight';
import { GitRevision, WorkTree } from '@pgplatform/reading';
import type { CheckOptions, CheckWorld } from './check-options';
import type { CheckReport, IgnoredFindings, ReportedFinding } from './check-report';
import { DatabaseGroups } from './database-group';
import { EnvironmentFilter } from './environment-filter';
import { requireKnownRules } from './known-rules';
import { Locator } from './locator';
import { isManaged, managedOption } from './managed-option';
import { platformSettings } from './platform-settings';
import { type RepositoryReading, readRepository } from './repository-reading';
import { sealingFindingsOf } from './sealing-verdict';

/** The verdict on a repository. Throws ConfigProblems for what cannot be checked as asked. */
export async function check(options: CheckOptions, world: CheckWorld): Promise<CheckReport> {
  const tree = new WorkTree(options.root);
  const settings = platformSettings(tree);
  const reading = await readRepository(tree, world, { operatorVersion: options.operatorVersion, settings });
  if (reading.files.manifests.length === 0) {
    throw configError([
      {
        code: 'NOTHING_TO_CHECK',
        path: options.root,
        message: 'There is no YAML file in this folder.',
        fix: 'Name the folder of the repository: pgplatform check DIR',
      },
    ]);
  }
  const ignores = [...(reading.model?.ignores ?? []), ...(settings?.ignores ?? []), ...options.ignores];
  requireKnownRules(ignores);
  const filter = new EnvironmentFilter(options.environment, reading);
  const previous = options.since === undefined ? undefined : await readPrevious(options.root, options.since, world);
  const locator = new Locator(reading.files, reading.builds);
  const judged = RepositoryPreflight.check({ ...reading.input, previous: previous?.input });
  const found = [
    ...reading.findings,
    ...judged,
    ...newTo(judged, sealingFindingsOf(reading, world.now), ({ rule, file, path }) => `${rule} ${file} ${path}`),
    ...newTo(judged, options.crds === undefined ? [] : crdFindings(options.crds, reading), ({ rule, file, object, path }) =>
      [rule.split('-')[0], file, object.namespace, object.name, path].join(' '),
    ),
  ].filter((finding) => filter.takes(finding, locator));
  const fixes = options.fix ? applyFixes(found, reading, locator) : [];
  if (fixes.some(({ changed }) => changed)) {
    return { ...(await check({ ...options, fix: false }, world)), fixes };
  }
  const reported = inOrder(found.map((finding) => ({ finding, reported: report(finding, reading, locator) })));
  const reasons = new Map(ignores.map(({ rule, reason }) => [rule, reason]));
  const groups = new DatabaseGroups(reading.builds);
  const kept = reported.filter(({ finding }) => !reasons.has(finding.rule));
  return {
    operatorVersion: reading.input.operatorVersion,
    files: [...reading.files.manifests, ...reading.files.texts].map(({ path }) => path).sort(),
    findings: kept.map((one) => one.reported),
    ignored: [...reasons].map(
      ([rule, reason]): IgnoredFindings => ({
        rule,
        reason,
        findings: reported.filter(({ finding }) => finding.rule === rule).map((one) => one.reported),
      }),
    ),
    notices: [...reading.notices, ...(previous?.notices.map((notice) => `${options.since}: ${notice}`) ?? [])],
    fixes,
    databases: kept.map(({ finding }) => groups.of(finding)),
  };
}

/** The findings that others do not make already. */
function newTo(others: readonly Finding[], findings: readonly Finding[], identity: (finding: Finding) => string): Finding[] {
  const said = new Set(findings.length > 0 ? others.map(identity) : []);
  return findings.filter((finding) => !said.has(identity(finding)));
}

/** The repository as it was at a revision. */
async function readPrevious(root: string, since: string, world: CheckWorld): Promise<RepositoryReading> {
  return readRepository(GitRevision.read(root, since), world);
}

function crdFindings(folder: string, reading: RepositoryReading): Finding[] {
  const { CrdSchemas } = require('./crd/crd-schemas') as typeof import('./crd/crd-schemas');
  return CrdSchemas.read(folder).check(reading.builds);
}

function applyFixes(findings: readonly Finding[], reading: RepositoryReading, locator: Locator): CheckReport['fixes'] {
  const { applySafeFixes } = require('./fix/safe-fixes') as typeof import('./fix/safe-fixes');
  return applySafeFixes(findings, reading, locator);
}

function report(finding: Finding, { files, model }: RepositoryReading, locator: Locator): ReportedFinding {
  const location = locator.locate(finding);
  const position = finding.line === undefined && location ? locator.position(location) : finding;
  const { object } = finding;
  const managed = location && isManaged(files, location.file) ? managedOption(finding, location.file, model) : undefined;
  return {
    rule: finding.rule,
    severity: finding.severity,
    judge: finding.judge,
    file: location?.file ?? finding.file ?? null,
    line: position.line ?? null,
    column: position.column ?? null,
    object: object.kind || object.name ? { kind: object.kind, namespace: object.namespace ?? null, name: object.name } : null,
    path: finding.path,
    given: finding.given ?? null,
    allowed: finding.allowed ?? null,
    why: finding.why,
    fix: managed ? `${finding.fix} The file is generated: see ${managed} in .projenrc.ts.` : finding.fix,
    source: finding.source,
  };
}

/** Errors first, then by file and line. */
function inOrder<T extends { readonly reported: ReportedFinding }>(all: T[]): T[] {
  const rank = { error: 0, warning: 1, info: 2 };
  const at = ({ file, line }: ReportedFinding) => `${file ?? ''}:${plainText(line ?? 0).padStart(9, '0')}`;
  return all.sort(
    ({ reported: a }, { reported: b }) => rank[a.severity] - rank[b.severity] || (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0),
  );
}
