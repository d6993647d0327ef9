import { impactMarkdown, type Rollout, rolloutMarkdown } from '@pgplatform/impact';
import { textReport } from '../diff/report/text-report';
import type { GeneratedChange } from './regeneration';
import type { UpgradeStep } from './upgrade-result';

/** A change in words. */
export function stepOf(change: GeneratedChange): UpgradeStep {
  const { before, after, report, rollout } = change;
  return {
    title: rollout.title,
    worst: report.worst,
    release: { from: before.platformRelease, to: after.platformRelease },
    commit: null,
    text: [rollout.title, ...sections(rollout), 'Impact', textReport(report)].join('\n\n'),
    body: `${rolloutMarkdown(rollout, impactMarkdown(report, report))}\n`,
  };
}

/** The message of its commit. */
export function commitMessage({ rollout }: GeneratedChange): string {
  return `${[rollout.title, ...sections(rollout)].join('\n\n')}\n`;
}

function sections({ what, before, health, verify, back }: Rollout): string[] {
  const section = (title: string, lines: readonly string[], mark: string) =>
    lines.length > 0 ? [`${title}\n${lines.map((line) => `${mark}${line}`).join('\n')}`] : [];
  return [
    ...section('What changes', what, '- '),
    ...section('Before merging', before, '- '),
    ...section('Right afterwards, before the next change', health, '- '),
    ...section('Which these show', verify, '    '),
    ...section('The way back', back, '- '),
  ];
}
