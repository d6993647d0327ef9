import {
  type ConfigProblem,
  ImageReference,
  imageProblems,
  type ModelAcknowledgement,
  type ModelEnvironment,
  majorUpgradeDoubts,
  type PlatformModel,
  PlatformRelease,
  Size,
} from '@pgplatform/core';
import { archiveProblems, baseBackupProblems } from './archive-lineage';
import { manySteps, releasePath } from './release-rules';
import { removals } from './removals';

/** What the rules say: problems stop the synthesis, notices are printed. */
export interface LineageVerdict {
  readonly problems: ConfigProblem[];
  readonly notices: string[];
}

/**
 * What may not change between two syntheses, because databases run by it (cloudnativepg.md 9.5): identities, sizes, the Debian
 * release under a collation. A change that somebody acknowledged is a notice.
 *
 * @param before the model of the last synthesis
 * @param after the model of this one
 * @param today the day, `YYYY-MM-DD`
 * @param explicitDebian the Debian codename named in the options, if any
 */
export function judgeLineage(
  before: PlatformModel,
  after: PlatformModel,
  today: string,
  explicitDebian?: string,
): LineageVerdict {
  const problems: ConfigProblem[] = [];
  const notices = removals(before, after);
  const accepted = (object: string) => after.acknowledgements.find((a) => a.object === object && a.expires >= today);
  const refuse = (problem: ConfigProblem, object: string) => {
    const acknowledgement: ModelAcknowledgement | undefined = accepted(object);
    if (acknowledgement) {
      notices.push(`${problem.message} Acknowledged until ${acknowledgement.expires}: ${acknowledgement.reason}`);
    } else {
      problems.push({
        ...problem,
        fix: `${problem.fix} If it is meant: acknowledgements: [{ object: '${object}', reason: '…', expires: 'YYYY-MM-DD' }].`,
      });
    }
  };

  const path = releasePath(before, after);
  const majors = PlatformRelease.of(after.platformRelease).postgresMajors;
  for (const old of before.environments) {
    const now = after.environments.find((environment) => environment.name === old.name);
    if (!now) {
      continue;
    }
    const object = `Cluster/${old.namespace}/${old.cluster}`;
    for (const [option, from, to] of [
      ['namespace', old.namespace, now.namespace],
      ['cluster', old.cluster, now.cluster],
      ['destination', old.destination, now.destination],
    ]) {
      if (from !== to) {
        refuse(
          {
            code: 'IDENTITY_CHANGED',
            path: option === 'cluster' ? 'clusterBase.name' : `environments.${old.name}.${option}`,
            message:
              `The ${option} of ${object} would change: Argo CD then creates a new, empty cluster and stops looking after the old one. ` +
              'The guards keep it from deleting the old one.',
            given: to,
            allowed: from,
            fix: `Keep ${from}, or move the data first: a new environment, restored from the backup of this one.`,
          },
          object,
        );
      }
    }
    problems.push(...shrinks(old, now));
    problems.push(...imageProblems(old, now, majors, explicitDebian), ...archiveProblems(old, now));
    notices.push(...majorUpgrade(old, now));
  }
  problems.push(...baseBackupProblems(before, after), ...path.problems);
  notices.push(...manySteps(before, after, path.steps));
  if (before.applicationSet !== after.applicationSet) {
    refuse(
      {
        code: 'IDENTITY_CHANGED',
        path: 'applicationSetName',
        message: 'A new name makes a second ApplicationSet: two owners of the same Applications.',
        given: after.applicationSet,
        allowed: before.applicationSet,
        fix: `Keep ${before.applicationSet}.`,
      },
      `ApplicationSet/${before.argoNamespace}/${before.applicationSet}`,
    );
  }
  if (before.operator.releaseName !== after.operator.releaseName || before.operator.namespace !== after.operator.namespace) {
    refuse(
      {
        code: 'IDENTITY_CHANGED',
        path: before.operator.namespace === after.operator.namespace ? 'operatorValues.releaseName' : 'operatorValues.namespace',
        message: 'Another Helm release name or namespace installs a second operator beside the first.',
        given: `${after.operator.releaseName} in ${after.operator.namespace}`,
        allowed: `${before.operator.releaseName} in ${before.operator.namespace}`,
        fix: `Keep ${before.operator.releaseName} in ${before.operator.namespace}.`,
      },
      `Release/${before.operator.namespace}/${before.operator.releaseName}`,
    );
  }
  return { problems, notices };
}

function shrinks(old: ModelEnvironment, now: ModelEnvironment): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  for (const option of ['storage', 'walStorage'] as const) {
    const [from, to] = [old[option], now[option]];
    if (from && !to) {
      problems.push({
        code: 'WAL_STORAGE_REMOVED',
        path: `environments.${old.name}.${option}`,
        message: 'A WAL volume cannot be taken away from a running cluster.',
        allowed: from,
        fix: `Keep walStorage: Size.parse('${from}').`,
      });
    } else if (from && to && Size.parse(to).compareTo(Size.parse(from)) < 0) {
      problems.push({
        code: 'STORAGE_SHRINKS',
        path: `environments.${old.name}.${option}`,
        message: `${to} is smaller than what the environment has (${from}); volumes cannot shrink.`,
        given: to,
        allowed: `${from} or more`,
        fix: `Keep ${from}, or restore into a new environment with smaller volumes.`,
      });
    }
  }
  return problems;
}

/** What to know about a major upgrade before it is merged; nothing when there is none. */
function majorUpgrade(old: ModelEnvironment, now: ModelEnvironment): string[] {
  if (now.image.major <= old.image.major) return [];
  const [from, to] = [old, now].map(({ image }) => ImageReference.parse(image.reference));
  return [
    [
      `PostgreSQL ${old.image.major} to ${now.image.major} in ${old.name}: the operator stops the Cluster ${old.namespace}/${old.cluster} and upgrades it offline.`,
      `Its archive starts anew as ${now.serverNames.at(-1)}, so there is no point-in-time recovery across the upgrade: take a base backup before it and one after it (baseBackups).`,
      ...majorUpgradeDoubts(from, to),
    ].join(' '),
  ];
}
