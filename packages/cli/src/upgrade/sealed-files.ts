import type { RefreshedFile } from '../metadata-refresh';
import { HEALING_AFTER, HEALING_BEFORE, healingText } from '../secret-healing';
import type { UpgradeStep } from './upgrade-result';

/** A step that says what was done to sealed files, and what their Secrets need. */
export function withSealedFiles(step: UpgradeStep, files: readonly RefreshedFile[]): UpgradeStep {
  if (files.length === 0) return step;
  const list = files
    .map(({ file, reason }) =>
      reason === undefined
        ? `- ${file}: labels and annotations of the Secret are the declared ones now; no value is changed.`
        : `- ${file}: left as it was. ${reason}`,
    )
    .join('\n');
  const commands = files.flatMap(({ heal }) => heal ?? []);
  const fence = ['```sh', ...commands, '```'].join('\n');
  const healing = commands.length > 0 ? [HEALING_BEFORE, fence, HEALING_AFTER] : [];
  return {
    ...step,
    text: [step.text, `Sealed files\n${list}`, ...healingText(commands)].join('\n\n'),
    body: `${[step.body, '### Sealed files', list, ...healing].join('\n\n')}\n`,
  };
}
