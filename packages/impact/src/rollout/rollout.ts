import type { PlatformModel } from '@pgplatform/core';
import { effectsOf } from '../effect';
import type { ImpactReport } from '../impact-report';
import type { StepText } from './step-text';
import { stepsBetween } from './steps-between';

/** What somebody who merges a change does around it. Lines of plain text; `verify` are commands, one each. */
export interface Rollout {
  /** One line: the title of a commit or a pull request. */
  readonly title: string;
  /** What changes. */
  readonly what: readonly string[];
  /** What has to be true before it is merged. */
  readonly before: readonly string[];
  /** What has to be true after it, before the next change is merged. */
  readonly health: readonly string[];
  /** Commands that show that it is true. */
  readonly verify: readonly string[];
  /** The way back. */
  readonly back: readonly string[];
}

/** How to roll out what lies between two states of a repository. */
export function rolloutOf(before: PlatformModel, after: PlatformModel, report: ImpactReport): Rollout {
  const steps = stepsBetween(before, after);
  const all = (lines: (step: StepText) => readonly string[]) => [...new Set(steps.flatMap(lines))];
  return {
    title: title(before, after, steps),
    what: [...all(({ what }) => what), effect(report)],
    before: [
      ...(steps.length > 1
        ? [`These are ${steps.length} steps in one change. Each in a change of its own is safer: Argo CD applies them at once.`]
        : []),
      ...all(({ before }) => before),
    ],
    health: all(({ health }) => health),
    verify: all(({ verify }) => verify),
    back: all(({ back }) => back),
  };
}

function title(before: PlatformModel, after: PlatformModel, steps: readonly StepText[]): string {
  const isOfPackages = before.packageVersion !== after.packageVersion;
  const [packages, others] = isOfPackages ? [steps.slice(0, 1), steps.slice(1)] : [[], steps];
  const titles = others.map((step) => step.title);
  const release = `Platform release ${after.platformRelease}`;
  const moved =
    before.platformRelease === after.platformRelease ? titles : [titles.length === 1 ? `${release}: ${titles[0]}` : release];
  return [...packages.map((step) => step.title), ...moved].join('; ') || 'Regenerate';
}

function effect({ worst, databases }: ImpactReport): string {
  const effects = effectsOf(databases.flatMap((database) => database.effects));
  return worst === 'none'
    ? 'No database notices.'
    : `What it does to databases: ${effects.join(', ')}${worst === effects[0] ? '' : `; the worst of all: ${worst}`}.`;
}
