import type { ConfigProblem, ModelEnvironment } from '@pgplatform/core';

/** What may not change in the image of an environment that runs: its Debian release, a major version back or beyond the next one. */
export function imageProblems(
  old: ModelEnvironment,
  now: ModelEnvironment,
  majors: number[],
  explicitDebian?: string,
): ConfigProblem[] {
  const path = `environments.${old.name}.image`;
  const [from, to] = [old.image, now.image];
  const problems: ConfigProblem[] = [];
  const isMajor = to.major > from.major;
  if (from.debian && to.debian && from.debian !== to.debian && (isMajor || explicitDebian !== to.debian)) {
    problems.push({
      code: 'IMAGE_CODENAME_CHANGED',
      path,
      message:
        'Another Debian release brings another glibc, which sorts text differently: text indexes can be corrupt without a sign of it.',
      given: to.debian,
      allowed: from.debian,
      fix: isMajor
        ? `Keep ${from.debian} in a major upgrade; another Debian release is a change of its own, before or after it.`
        : `Keep ${from.debian}, or set clusterBase.postgres.debian to '${to.debian}', and after the rollout run REINDEX DATABASE and ` +
          'ALTER DATABASE … REFRESH COLLATION VERSION in every database.',
    });
  }
  if (to.major < from.major) {
    problems.push({
      code: 'POSTGRES_DOWNGRADE',
      path,
      message: 'The operator refuses an older major version.',
      given: String(to.major),
      allowed: `${from.major} or newer`,
      fix: `Keep PostgreSQL ${from.major}.`,
    });
  }
  const next = majors.find((major) => major > from.major);
  if (isMajor && to.major !== next) {
    problems.push({
      code: 'MAJOR_SKIPPED',
      path,
      message: 'A major upgrade goes to the next major version that the platform release has been tested with.',
      given: String(to.major),
      allowed: next === undefined ? `${from.major}: the release has none after it` : String(next),
      fix: next === undefined ? 'Move to a newer platform release first.' : `Upgrade to PostgreSQL ${next} first.`,
    });
  }
  return problems;
}

/** What to know about a major upgrade before it is merged; nothing when there is none. */
export function majorUpgrade(old: ModelEnvironment, now: ModelEnvironment): string[] {
  return now.image.major > old.image.major
    ? [
        `PostgreSQL ${old.image.major} to ${now.image.major} in ${old.name}: the operator stops the Cluster ${old.namespace}/${old.cluster} and upgrades it offline. ` +
          `Its archive starts anew as ${now.serverNames.at(-1)}, so there is no point-in-time recovery across the upgrade: take a base backup before it and one after it (baseBackups).`,
      ]
    : [];
}
