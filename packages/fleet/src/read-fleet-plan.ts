import { type ConfigProblem, configError, isSafePath } from '@pgplatform/core';
import type { FleetConfig } from './fleet-config';
import type { FleetPlan } from './fleet-plan';
import { PlanDigest, parsePlan } from './plan/plan-file';

const NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;
const CAMPAIGN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const BRANCH = /^(?![-/.])(?!.*(?:\.\.|\/\/|@\{|\.lock$|[/.]$))[^\s\p{Cc}~^:?*[\\]{1,200}$/u;
const SHA = /^[0-9a-f]{40}$/;
const ACTIONS = ['change', 'none', 'dispatch', 'blocked', 'skipped', 'failed'];
const MODES: readonly unknown[] = ['100644', '100755'];
/** What a plan may hold: a hundred times what a fleet does. */
const MOST = { rings: 100, repositories: 100_000, files: 5000, labels: 100, letters: 1000, body: 1 << 20, content: 16 << 20 };
/** Problems that are listed. */
const MOST_PROBLEMS = 100;

/**
 * A plan as `fleet apply` may use it. A plan is a file that anybody may have written: what is written to GitHub by it is checked, and
 * that it is of this fleet.
 *
 * @param bytes of the file
 * @param file its name, for problems
 * @param config of the fleet that it has to be of
 *
 * Throws ConfigProblems `PLAN_INVALID`, `PLAN_VERSION`, `PLAN_OTHER_FLEET`.
 */
export function readFleetPlan(bytes: Buffer, file: string, config: FleetConfig): FleetPlan {
  const plan = parsed(bytes, file);
  if (plan.planVersion !== 1) {
    throw configError([
      {
        code: 'PLAN_VERSION',
        path: file,
        message: 'This version of pgplatform cannot read the plan.',
        given: shown(plan.planVersion),
        allowed: 'planVersion 1',
        fix: 'Plan again with the version that applies.',
      },
    ]);
  }
  const problems = [...shapeProblems(plan, file), ...fleetProblems(plan, file, config)];
  problems.push(...(problems.length === 0 && !isWhole(plan) ? [invalid(`${file}: digest`, CHANGED, plan.digest)] : []));
  if (problems.length > 0) {
    throw configError(problems.slice(0, MOST_PROBLEMS));
  }
  const { digest: _, ...whole } = plan;
  return whole;
}

const CHANGED = 'Something changed the plan after fleet plan wrote it.';

function isWhole(plan: any): boolean {
  try {
    return plan.digest === PlanDigest.of(plan);
  } catch {
    return false; // it is too deep to be one
  }
}

function parsed(bytes: Buffer, file: string): any {
  let plan: unknown;
  try {
    plan = parsePlan(bytes);
  } catch {
    plan = undefined;
  }
  if (typeof plan !== 'object' || plan === null || Array.isArray(plan)) {
    throw configError([invalid(file, 'It is not a plan in JSON.', undefined)]);
  }
  return plan;
}

function shapeProblems(plan: any, file: string): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const require = (holds: boolean, at: string, message: string, given: unknown) => {
    if (!holds) {
      problems.push(invalid(`${file}: ${at}`, message, given));
    }
  };
  require(isText(plan.campaign, CAMPAIGN), 'campaign', 'It is no name of a campaign.', plan.campaign);
  require(isText(plan.packageVersion), 'packageVersion', 'It is no version.', plan.packageVersion);
  require(plan.platformRelease === undefined ||
    isText(plan.platformRelease), 'platformRelease', 'It is no text.', plan.platformRelease);
  require(isList(plan.rings, (ring) => isText(ring), MOST.rings), 'rings', 'It is no list of names.', plan.rings);
  if (!isList(plan.repositories, isObject, MOST.repositories)) {
    return [...problems, invalid(`${file}: repositories`, 'It is no list of repositories.', plan.repositories)];
  }
  const names = new Set<string>();
  for (const [i, one] of plan.repositories.entries()) {
    const at = `repositories.${isText(one.name, NAME) ? one.name : i}`;
    require(isText(one.name, NAME), `${at}.name`, 'It is no name of a repository.', one.name);
    const name = isText(one.name) ? one.name.toLowerCase() : '';
    require(name === '' || !names.has(name), at, 'The repository is in the plan twice.', one.name);
    names.add(name);
    require(ACTIONS.includes(one.action), `${at}.action`, 'There is no such action.', one.action);
    require(Array.isArray(plan.rings) && plan.rings.includes(one.ring), `${at}.ring`, 'It is none of the rings.', one.ring);
    require(isWithin(one.reason, MOST.body), `${at}.reason`, 'It is no text.', one.reason);
    for (const [key, letters] of [
      ['title', MOST.letters],
      ['body', MOST.body],
    ] as const) {
      require(one[key] === undefined || isWithin(one[key], letters), `${at}.${key}`, 'It is no text, or too long.', one[key]);
    }
    require(one.labels === undefined ||
      isList(one.labels, (label) => isText(label), MOST.labels), `${at}.labels`, 'It is no list of names.', one.labels);
    if (one.action === 'change' || one.action === 'dispatch') {
      require(isText(one.defaultBranch, BRANCH), `${at}.defaultBranch`, 'It is no name of a branch.', one.defaultBranch);
    }
    if (one.action === 'change') {
      require(isText(one.base, SHA), `${at}.base`, 'It is no SHA of a commit.', one.base);
      require(one.baseTree === undefined || isText(one.baseTree, SHA), `${at}.baseTree`, 'It is no SHA of a tree.', one.baseTree);
      problems.push(...fileProblems(one.files, `${file}: ${at}.files`));
    }
  }
  return problems;
}

function fileProblems(files: unknown, at: string): ConfigProblem[] {
  if (!isList(files, isObject, MOST.files) || files.length === 0) {
    return [invalid(at, 'It is no list of files.', files)];
  }
  const paths = new Set<unknown>();
  return files.flatMap((file) => {
    const twice = paths.has(file.path);
    paths.add(file.path);
    return [
      ...(!isSafePath(file.path) ? [invalid(at, 'The path leaves the repository, or is one of git itself.', file.path)] : []),
      ...(twice ? [invalid(at, 'The path is there twice.', file.path)] : []),
      ...(!MODES.includes(file.mode) ? [invalid(at, `The mode is not ${MODES.join(' or ')}.`, file.mode)] : []),
      ...(file.content !== undefined && !isWithin(file.content, MOST.content)
        ? [invalid(at, 'The content is no text, or too long.', file.path)]
        : []),
    ];
  });
}

/** The token goes to the configuration's owner and API, and so must the plan. */
function fleetProblems(plan: any, file: string, config: FleetConfig): ConfigProblem[] {
  const other = (at: string, given: unknown, allowed: string): ConfigProblem => ({
    code: 'PLAN_OTHER_FLEET',
    path: `${file}: ${at}`,
    message: 'The plan is of another fleet than the configuration.',
    given: shown(given),
    allowed,
    fix: 'Apply it with the configuration that it was planned with.',
  });
  const isOwner = (given: unknown) => isText(given) && given.toLowerCase() === config.owner.toLowerCase();
  const repositories: any[] = isList(plan.repositories, isObject, MOST.repositories) ? plan.repositories : [];
  return [
    ...(isOwner(plan.owner) ? [] : [other('owner', plan.owner, config.owner)]),
    ...(plan.api === config.api ? [] : [other('api', plan.api, config.api)]),
    ...repositories
      .filter((one) => !isOwner(one.owner))
      .map((one) => other(`repositories.${shown(one.name)}.owner`, one.owner, config.owner)),
  ];
}

function invalid(path: string, message: string, given: unknown): ConfigProblem {
  return {
    code: 'PLAN_INVALID',
    path,
    message,
    ...(given !== undefined && { given: shown(given) }),
    fix: 'Plan again; a plan is not edited by hand.',
  };
}

/** What was given, in a few letters: nothing of the input is asked what it is as a text. */
function shown(given: unknown): string {
  if (typeof given === 'string') return given.slice(0, 100);
  if (typeof given === 'object' && given !== null) return Array.isArray(given) ? 'a list' : 'an object';
  return String(given);
}

function isText(value: unknown, pattern?: RegExp): value is string {
  return isWithin(value, MOST.letters) && value !== '' && (pattern === undefined || pattern.test(value));
}

function isWithin(value: unknown, letters: number): value is string {
  return typeof value === 'string' && value.length <= letters;
}

function isObject(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown, item: (one: any) => boolean, most: number): value is any[] {
  return Array.isArray(value) && value.length <= most && value.every(item);
}
