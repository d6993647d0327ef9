import { type ConfigProblem, PlatformRelease } from '@pgplatform/core';
import { hasSince } from '@pgplatform/facts';
import type { Effect } from '@pgplatform/impact';
import type { GeneratedChange } from './regeneration';

/** What must not be in one change. */
export function guardProblems({ before, after, report }: GeneratedChange): ConfigProblem[] {
  const { step } = PlatformRelease.of(after.platformRelease);
  const isOfOperator = before.platformRelease !== after.platformRelease && (step === 'operator' || step === 'plugin');
  return report.databases.flatMap(({ namespace, cluster, changes }): ConfigProblem[] => {
    const own = changes.filter(({ object }) => object.startsWith('Cluster/'));
    const touches = (pattern: RegExp) => own.some(({ path }) => pattern.test(path));
    const path = `Cluster/${namespace}/${cluster}`;
    return [
      ...(isOfOperator && own.length > 0
        ? [
            {
              code: 'STEP_TOUCHES_CLUSTER',
              path,
              message: 'A step that changes an operator or a plugin must not change a Cluster, and this one does.',
              given: own.map((change) => change.path).join(', '),
              fix: 'This is a mistake of pgplatform: report it. Nothing was changed.',
            },
          ]
        : []),
      ...(!hasSince(before.operator.version, ['1.28.0']) &&
      touches(/^spec\.imageName$/) &&
      touches(/^spec\.postgresql\.parameters/)
        ? [
            {
              code: 'IMAGE_AND_PARAMETERS',
              path,
              message: `CloudNativePG ${before.operator.version} does not bring image and parameters of one Cluster together: it can stop half way.`,
              fix: 'Move the operator first (pgplatform upgrade --to), or change one of them in a change of its own.',
            },
          ]
        : []),
    ];
  });
}

/** Data that would go without anybody having agreed to it, and databases that would stay down. */
export function dataProblems({ report }: GeneratedChange): ConfigProblem[] {
  const objects = (effect: Effect) => [
    ...new Set(
      [...report.databases, ...report.applications]
        .flatMap(({ changes }) => changes)
        .filter((change) => change.effect === effect && !change.acknowledged)
        .map(({ object }) => object),
    ),
  ];
  const [gone, down] = [objects('destroys data'), objects('outage')];
  return [
    ...(gone.length > 0
      ? [
          {
            code: 'UPGRADE_DESTROYS_DATA',
            path: '',
            message: 'This step would destroy data that nobody has agreed to lose.',
            given: gone.join(', '),
            fix: 'Acknowledge each of these objects in .projenrc.ts first, with a reason and an expiry date, and merge that.',
          },
        ]
      : []),
    ...(down.length > 0
      ? [
          {
            code: 'UPGRADE_OUTAGE',
            path: '',
            message: 'This step would bring a database down until it is taken back.',
            given: down.join(', '),
            fix: 'See pgplatform diff for the reason; put that right, then run pgplatform upgrade again.',
          },
        ]
      : []),
  ];
}
