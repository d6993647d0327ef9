import type { ConfigProblem } from './config-problem';
import { ImageReference } from './image-reference';
import { majorUpgradeProblems } from './major-upgrade';
import type { ModelEnvironment } from './model';

/**
 * What may not change in the image of an environment that runs: its Debian release, a major version back or beyond the next one, and
 * what a major upgrade fails with.
 *
 * @param old the environment as it was generated
 * @param now the environment as it is to be
 * @param majors the major versions that its platform release has images of
 * @param explicitDebian the Debian codename named in the options, if any
 */
export function imageProblems(
  old: ModelEnvironment,
  now: ModelEnvironment,
  majors: readonly number[],
  explicitDebian?: string,
): ConfigProblem[] {
  const path = `environments.${old.name}.image`;
  const [from, to] = [old.image, now.image];
  if (to.major < from.major) {
    return [
      {
        code: 'POSTGRES_DOWNGRADE',
        path,
        message: 'Once a major upgrade is done, the operator refuses the older version.',
        given: String(to.major),
        allowed: `${from.major} or newer`,
        fix: `Keep PostgreSQL ${from.major}. Where the upgrade failed, git revert its commit: that brings back the old image, its archive and the model.`,
      },
    ];
  }
  if (to.major === from.major) {
    return from.debian && to.debian && from.debian !== to.debian && explicitDebian !== to.debian
      ? [
          {
            code: 'IMAGE_CODENAME_CHANGED',
            path,
            message:
              'Another Debian release brings another glibc, which sorts text differently: text indexes can be corrupt without a sign of it.',
            given: to.debian,
            allowed: from.debian,
            fix:
              `Keep ${from.debian}, or set clusterBase.postgres.debian to '${to.debian}', and after the rollout run REINDEX DATABASE and ` +
              'ALTER DATABASE … REFRESH COLLATION VERSION in every database.',
          },
        ]
      : [];
  }
  const next = majors.find((major) => major > from.major);
  return [
    ...majorUpgradeProblems(ImageReference.parse(from.reference), ImageReference.parse(to.reference)).map((problem) => ({
      ...problem,
      path,
    })),
    ...(to.major === next
      ? []
      : [
          {
            code: 'MAJOR_SKIPPED',
            path,
            message: 'A major upgrade goes to the next major version that the platform release has been tested with.',
            given: String(to.major),
            allowed: next === undefined ? `${from.major}: the release has none after it` : String(next),
            fix: next === undefined ? 'Move to a newer platform release first.' : `Upgrade to PostgreSQL ${next} first.`,
          },
        ]),
  ];
}
