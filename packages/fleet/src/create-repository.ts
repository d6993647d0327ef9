import { type ConfigProblem, configError, Model } from '@pgplatform/core';
import { OutsideError } from '@pgplatform/reading';
import type { FleetConfig } from './fleet-config';
import type { GitHub, RemoteRepository, RepositoryName, TreeEntry, TreeFile } from './github';
import { GitHubError } from './github-error';
import { LockFiles } from './lock-file';
import type { NewRepositoryOptions } from './new-repository';
import { Obstacle } from './plan/obstacle';
import { matchesName } from './rings';
import { hostOf, withoutTokens } from './token';

export interface CreateOptions extends Omit<NewRepositoryOptions, 'name'> {
  /** @default - the team in the pattern of the fleet's names, else TEAM-db */
  readonly name?: string;
  /** The default branch takes only reviewed pull requests whose checks are green. */
  readonly protect?: boolean;
  /** Only says what would be done. */
  readonly dryRun?: boolean;
  readonly now: Date;
  /** For npm, which makes the lock file. */
  readonly env: NodeJS.ProcessEnv;
}

export interface CreateReport extends RepositoryName {
  /** For people; nothing before it is there. */
  readonly url?: string;
  readonly steps: readonly CreateStep[];
  /** What somebody has to do. */
  readonly notes: readonly string[];
}

export interface CreateStep {
  readonly what: 'repository' | 'content' | 'topic' | 'protection';
  /** `there`: it was, and nothing was changed. */
  readonly state: 'done' | 'there' | 'to do';
}

/** What a repository may hold before its content comes: what GitHub offers to put in. */
const BEGINNINGS = ['README.md', 'LICENSE', '.gitignore'];
/** The job of the generated workflow. */
const CHECK = 'validate';

/**
 * Makes a team's repository, or what is missing of it: run again after an interruption it completes, and a complete one is not changed.
 *
 * @throws ConfigProblem when an option is wrong, or the repository is something else; an OutsideError when npm makes no lock file
 */
export async function createTeamRepository(github: GitHub, config: FleetConfig, options: CreateOptions): Promise<CreateReport> {
  const { team, dryRun = false, protect, now, env, name: given, ...rest } = options;
  const name = { owner: config.owner, name: given ?? defaultName(config, team) };
  refuse(outsideFleet(config, name.name));
  const { repoUrl = `https://${hostOf(config.api)}/${name.owner}/${name.name}.git` } = rest;
  const { newRepository } = require('./new-repository') as typeof import('./new-repository'); // half a second: projen and cdk8s
  const files = newRepository({ ...rest, name: name.name, team, repoUrl }, now.toISOString().slice(0, 10));
  const steps: CreateStep[] = [];
  const step = async (what: CreateStep['what'], there: boolean, work: () => Promise<unknown>) => {
    if (!there && !dryRun) {
      await work();
    }
    steps.push({ what, state: there ? 'there' : dryRun ? 'to do' : 'done' });
  };

  let found = await github.repository(name);
  const head = found && (await github.branch(name, found.defaultBranch));
  const tree = head === undefined ? [] : (await github.tree(name, head)).entries.filter(({ type }) => type !== 'tree');
  const model = tree.find(({ path }) => path === Model.PATH);
  const owner = model && Model.parse((await github.blob(name, model.sha)).toString()).team;
  refuse(found && obstacle(found, name.name, team, owner, tree));
  const text = (path: string) => files.find((file) => file.path === path)?.content;
  // Before anything is made: npm may fail.
  const lock = model !== undefined || dryRun ? undefined : await lockFor(text('package.json')!, env);
  await step('repository', found !== undefined, async () => {
    found = await made(github, name, `PostgreSQL of ${team}`);
  });
  await step('content', model !== undefined, async () => {
    const readme = text('README.md') ?? `# ${name.name}\n`;
    await pushFirst(github, found!, head, readme, [...files, { path: 'package-lock.json', mode: '100644', content: lock! }]);
  });
  const { topic } = config.repositories;
  if (topic !== undefined) {
    const topics = found?.topics ?? [];
    await step('topic', topics.includes(topic), () => github.setTopics(name, [...topics, topic]));
  }
  if (protect) {
    const branch = found?.defaultBranch ?? 'main';
    const isProtected = head !== undefined && (await github.isProtected(name, branch));
    const protection = { reviews: 1, checks: [CHECK], codeOwners: true };
    await step('protection', isProtected, () => github.protectBranch(name, branch, protection));
  }
  return { ...name, url: found?.url, steps, notes: notes(config, name.name, found) };
}

/** The lock file of a package.json. Throws an OutsideError `NPM_FAILED`. */
async function lockFor(manifest: string, env: NodeJS.ProcessEnv): Promise<string> {
  const locks = new LockFiles(withoutTokens(env));
  try {
    return await locks.lockFor({ manifest });
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    throw new OutsideError(
      'NPM_FAILED',
      `${error.message}.`,
      'See that npm reaches its registry here (npm ping), then run it again.',
    );
  } finally {
    locks.close();
  }
}

function defaultName({ repositories }: FleetConfig, team: string): string {
  const slug = team.toLowerCase().replace(/[^a-z0-9-]+/g, '-'); // as the team is called in CODEOWNERS
  const parts = repositories.name?.split('*') ?? [];
  return parts.length === 2 ? parts.join(slug) : `${slug}-db`;
}

function outsideFleet({ repositories }: FleetConfig, name: string): ConfigProblem | undefined {
  return repositories.name === undefined || matchesName(repositories.name, name)
    ? undefined
    : {
        code: 'NAME_OUTSIDE_FLEET',
        path: '--name',
        message: 'A repository of this name would not be in the fleet.',
        given: name,
        allowed: repositories.name,
        fix: 'Give a name of that pattern.',
      };
}

/** Why a repository of that name is not the one that is to be made. */
function obstacle(
  { name, archived }: RemoteRepository,
  given: string,
  team: string,
  owner: string | undefined,
  tree: readonly TreeEntry[],
): ConfigProblem | undefined {
  const problem = (code: string, message: string): ConfigProblem => ({
    code,
    path: '--name',
    message: `The repository of this name ${message}.`,
    given,
    fix: 'Give another name.',
  });
  if (name.toLowerCase() !== given.toLowerCase()) {
    return problem('REPOSITORY_RENAMED', `is now called ${name}`);
  }
  if (archived) {
    return problem('REPOSITORY_ARCHIVED', 'is archived');
  }
  if (owner !== undefined) {
    return owner === team ? undefined : problem('REPOSITORY_TAKEN', `is that of the team ${owner}`);
  }
  const foreign = tree.find(({ path }) => !BEGINNINGS.includes(path));
  return foreign && problem('REPOSITORY_TAKEN', `holds something else: ${foreign.path}`);
}

/** Makes it, unless somebody else did just now. */
async function made(github: GitHub, name: RepositoryName, description: string): Promise<RemoteRepository> {
  try {
    return await github.createRepository(name, { description, private: true });
  } catch (error) {
    const other = error instanceof GitHubError && error.kind === 'conflict' ? await github.repository(name) : undefined;
    if (!other) {
      throw error;
    }
    return other;
  }
}

/** Everything in one commit; an empty repository takes a file first, because it takes no tree. */
async function pushFirst(
  github: GitHub,
  { owner, name: repository, defaultBranch }: RemoteRepository,
  head: string | undefined,
  readme: string,
  files: readonly TreeFile[],
): Promise<void> {
  const name = { owner, name: repository };
  if (head === undefined) {
    await github.createFile(name, 'README.md', readme, 'A place for a PostgreSQL platform');
  }
  const parent = head ?? (await github.branch(name, defaultBranch))!;
  const base = await github.commit(name, parent);
  const tree = await github.createTree(name, base.tree, files);
  const message = 'A PostgreSQL platform, generated by pgplatform';
  await github.updateBranch(name, defaultBranch, await github.createCommit(name, { message, tree, parents: [parent] }));
}

function notes({ repositories }: FleetConfig, name: string, repository: RemoteRepository | undefined): string[] {
  const { list } = repositories;
  return [
    ...(list && !list.includes(name) ? [`Add ${name} to repositories.list: without it the fleet does not know it.`] : []),
    ...(repository && repository.defaultBranch !== 'main'
      ? [
          `Its default branch is ${repository.defaultBranch}, and Argo CD follows main: rename it, or set targetRevision in .projenrc.ts.`,
        ]
      : []),
  ];
}

function refuse(problem: ConfigProblem | undefined): void {
  if (problem) {
    throw configError([problem]);
  }
}
