import { healingText, type MetadataRefresh, metadataRefreshLines, metadataRefreshMarkdown } from '@pgplatform/sealed-secrets';
import type { UpgradeStep } from './upgrade-result';

/** A step that says what was done to sealed files, and what their Secrets need. */
export function withSealedFiles(step: UpgradeStep, files: readonly MetadataRefresh[]): UpgradeStep {
  if (files.length === 0) return step;
  const lines = ['Sealed files', ...metadataRefreshLines(files)].join('\n');
  return {
    ...step,
    text: [step.text, lines, ...healingText(files.flatMap(({ heal }) => heal ?? []))].join('\n\n'),
    body: `${[step.body, ...metadataRefreshMarkdown(files)].join('\n\n')}\n`,
  };
}
