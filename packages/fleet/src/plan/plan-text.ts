import type { PlatformModel } from '@pgplatform/core';
import { impactMarkdown, rolloutMarkdown, rolloutOf } from '@pgplatform/impact';
import { type MetadataRefresh, metadataRefreshMarkdown } from '@pgplatform/sealed-secrets';
import type { FleetConfig } from '../fleet-config';
import type { RemoteModel } from './remote-model';
import type { RepositoryImpact } from './repository-impact';
import type { Generated } from './target';

/** What a pull request says of itself. */
export interface PlanText {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** What was found out about a change. */
interface Findings {
  readonly impact: RepositoryImpact;
  /** Generated files that were edited by hand. */
  readonly drift: readonly string[];
  readonly sealed: readonly MetadataRefresh[];
}

/** Title, body and labels, as fleet.yaml wants them. */
export function planText(
  config: FleetConfig,
  name: string,
  { model, base }: RemoteModel,
  after: Generated,
  { impact: { report, verdict, notices }, drift, sealed }: Findings,
): PlanText {
  const rollout = rolloutOf(model, after.model, report);
  const values: Readonly<Record<string, string>> = {
    target: targetName(model, after.model),
    verdict,
    team: model.team,
    repository: name,
  };
  const filled = (template: string) => template.replace(/\{(\w+)\}/g, (all, key: string) => values[key] ?? all);
  const impact = impactMarkdown(report, { base: base.slice(0, 12), head: 'this pull request', notices });
  const overwritten = [
    '### Edited by hand, and overwritten here',
    'These files are generated: `.projenrc.ts` is where to say it, before this is merged.',
    drift.map((path) => `- ${code(path)}`).join('\n'),
  ];
  return {
    title: filled(config.title),
    body: [rolloutMarkdown(rollout, impact), ...metadataRefreshMarkdown(sealed), ...(drift.length > 0 ? overwritten : [])].join(
      '\n\n',
    ),
    labels: [...new Set(config.labels.map(filled))],
  };
}

/** Where it goes, in a word or two: the release, else the packages. */
function targetName(before: PlatformModel, { platformRelease, packageVersion }: PlatformModel): string {
  return before.platformRelease === platformRelease ? packageVersion : `release ${platformRelease}`;
}

function code(path: string): string {
  return `<code>${path.replace(/[&<>|`*_~[\]@#\\!]/g, (character) => `&#${character.charCodeAt(0)};`)}</code>`;
}
