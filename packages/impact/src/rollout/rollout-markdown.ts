import type { Rollout } from './rollout';

/** The text of a pull request: what, around it what to do, and the impact. */
export function rolloutMarkdown({ what, before, health, verify, back }: Rollout, impactMarkdown: string): string {
  const bullets = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [`### ${title}`, lines.map((line) => `- ${line}`).join('\n')] : [];
  return [
    what.map((line) => `- ${line}`).join('\n'),
    impactMarkdown,
    ...bullets('Before merging', before),
    ...bullets('Right afterwards, before the next change', health),
    ...(verify.length > 0 ? ['```sh\n' + verify.join('\n') + '\n```'] : []),
    ...bullets('The way back', back),
  ].join('\n\n');
}
