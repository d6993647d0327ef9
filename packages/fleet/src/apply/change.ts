import type { PlannedRepository } from '../fleet-plan';
import type { PullRequest } from '../github';
import { GitHubError } from '../github-error';
import { contentDigest, type Marker, markedBody, readMarker } from '../marker';
import { type Application, outcome } from './application';
import type { RepositoryOutcome } from './apply-report';
import { campaignBranch, takesPlaceOf } from './campaign';
import { heldBy, place } from './campaign-commit';
import { openPullRequest, pullRequestOf } from './campaign-pull-request';
import { type Base, freshBase } from './default-branch';
import { refusalOf } from './repository-access';
import { campaignOf, closeSuperseded } from './superseded';
import { VERDICT_LABEL } from './verdict-label';
import { foreignWorkflow } from './workflow-policy';

const SECOND = 1000;
/** How often, and how long each time, whoever finds the branch and no pull request waits for the one who made the branch. */
const PATIENCE = [1, 2, 4].map((seconds) => seconds * SECOND);

/** A repository's pull request as planned: made, brought to the plan, or left as it is. */
export async function applyChange(planned: PlannedRepository, run: Application): Promise<RepositoryOutcome> {
  const { github, plan, config } = run;
  const refusal = await refusalOf(github, planned);
  if (refusal) {
    return refusal;
  }
  const foreign = await foreignWorkflow(github, planned, plan);
  if (foreign !== undefined) {
    return outcome(planned, 'blocked', `The plan writes ${foreign} as these packages do not generate it: plan again with them.`);
  }
  const open = (await github.pullRequests(planned, { state: 'open' })).flatMap((pull) => {
    const campaign = campaignOf(pull, config.branch);
    return campaign === undefined ? [] : [{ pull, campaign }];
  });
  for (const { pull, campaign } of open.filter((one) => takesPlaceOf(one.campaign, plan.packageVersion, plan.campaign))) {
    // The pull request of a fork may say what it likes; a branch of this repository is made by who may push.
    if ((await heldBy(github, planned, pull.head, campaign))?.own) {
      return outcome(planned, 'skipped', `${campaign} takes the place of this one.`, pull);
    }
  }
  const { pull, result, warnings = [] } = await ownPullRequest(planned, run);
  if (!pull) {
    return result;
  }
  for (const older of open.filter(({ campaign }) => takesPlaceOf(plan.campaign, plan.packageVersion, campaign))) {
    const by = { campaign: plan.campaign, number: pull.number };
    const warning = await closeSuperseded(github, planned, older.pull, older.campaign, by);
    if (warning) {
      warnings.push(warning);
    }
  }
  return { ...result, url: pull.url, ...(warnings.length > 0 && { warnings }) };
}

/** What became of it; the pull request, when it is the campaign's and stands for what is planned. */
type Applied = { readonly result: RepositoryOutcome; readonly pull?: PullRequest; readonly warnings?: string[] };

async function ownPullRequest(planned: PlannedRepository, run: Application): Promise<Applied> {
  const { github, plan, config } = run;
  const branch = campaignBranch(config.branch, plan.campaign);
  const content = contentDigest(planned.files ?? []);
  const pull = await pullRequestOf(github, planned, branch, planned.defaultBranch);
  const marker = pull && readMarker(pull.body);
  if (pull?.merged && marker?.plan === content) {
    return { pull, result: outcome(planned, 'merged', `#${pull.number} was merged.`) };
  }
  if (pull && !pull.merged && pull.state === 'closed') {
    return { result: outcome(planned, 'declined', `#${pull.number} was closed by hand: reopen it to go on.`, pull) };
  }
  const isOpen = pull?.state === 'open';
  if (isOpen && marker?.plan === content && (await isPlaced(planned, run, branch, content))) {
    const warnings = run.journal.wasOpening(planned.name) ? await addLabelsAndReviewers(planned, run, pull) : [];
    return { pull, warnings, result: outcome(planned, 'unchanged', `#${pull.number} is as planned.`) };
  }
  const base = await freshBase(github, planned);
  if (!base) {
    return { result: outcome(planned, 'blocked', 'What was planned changed since: plan again.', pull) };
  }
  return isOpen ? update(planned, run, branch, base, pull) : open(planned, run, branch, base);
}

async function isPlaced(planned: PlannedRepository, run: Application, branch: string, content: string): Promise<boolean> {
  return (await heldBy(run.github, planned, branch, run.plan.campaign))?.own?.marker.plan === content;
}

/** New content in the pull request that is there. */
async function update(
  planned: PlannedRepository,
  run: Application,
  branch: string,
  base: Base,
  pull: PullRequest,
): Promise<Applied> {
  const { github, plan } = run;
  const placed = await place(github, planned, branch, plan.campaign, titleOf(planned, plan.campaign), base);
  if ('blocked' in placed) {
    return { result: outcome(planned, 'blocked', placed.blocked, pull) };
  }
  const text = textOf(planned, plan.campaign, placed.marker);
  const updated = await github.updatePullRequest(planned, pull.number, text);
  const warnings = await setLabels(planned, run, updated);
  return { pull: updated, warnings, result: outcome(planned, 'updated', `#${pull.number} has what is planned now.`) };
}

/** The first content: the branch, which only one can make, and then its pull request. */
async function open(planned: PlannedRepository, run: Application, branch: string, base: Base): Promise<Applied> {
  const { github, plan, journal, pace } = run;
  const limit = run.reserve();
  if (limit) {
    return { result: outcome(planned, 'later', limit) };
  }
  const resumed = journal.wasOpening(planned.name);
  await pace.turn('pull');
  journal.add('opening', planned.name);
  const placed = await place(github, planned, branch, plan.campaign, titleOf(planned, plan.campaign), base);
  if ('blocked' in placed) {
    return { result: outcome(planned, 'blocked', placed.blocked) };
  }
  const others = placed.made || resumed ? undefined : await pullRequestOfTheOther(planned, run, branch);
  if (others) {
    return { pull: others, result: outcome(planned, 'unchanged', `#${others.number} was made at the same time.`) };
  }
  const text = textOf(planned, plan.campaign, placed.marker);
  const pull = await openPullRequest(github, planned, { ...text, head: branch, base: planned.defaultBranch });
  const warnings = await addLabelsAndReviewers(planned, run, pull);
  return { pull, warnings, result: outcome(planned, 'opened', `#${pull.number} is open.`) };
}

/** The branch was there and its pull request was not: another run is between the two, or was killed there. */
async function pullRequestOfTheOther(
  planned: PlannedRepository,
  { github, clock }: Application,
  branch: string,
): Promise<PullRequest | undefined> {
  for (const wait of PATIENCE) {
    const pull = await pullRequestOf(github, planned, branch, planned.defaultBranch);
    if (pull?.state === 'open') {
      return pull;
    }
    await clock.pause(wait);
  }
  return undefined;
}

/** Once: whoever takes a reviewer away again means it. */
async function addLabelsAndReviewers(planned: PlannedRepository, run: Application, pull: PullRequest): Promise<string[]> {
  const { reviewers } = run.config;
  const isAsked = reviewers.users.length + reviewers.teams.length > 0;
  return [
    ...(await setLabels(planned, run, pull)),
    ...(isAsked ? await attempt('reviewers', () => run.github.requestReviewers(planned, pull.number, reviewers)) : []),
  ];
}

/** The planned labels, without a verdict that was planned before. */
async function setLabels(planned: PlannedRepository, { github }: Application, pull: PullRequest): Promise<string[]> {
  const { labels = [] } = planned;
  const missing = labels.filter((label) => !pull.labels.includes(label));
  const stale = pull.labels.filter((label) => label.startsWith(VERDICT_LABEL) && !labels.includes(label));
  return attempt('labels', async () => {
    if (missing.length > 0) {
      await github.addLabels(planned, pull.number, missing);
    }
    for (const label of stale) {
      await github.removeLabel(planned, pull.number, label);
    }
  });
}

/** What does not work is a warning: a label or a reviewer that is not there stops no upgrade. */
async function attempt(what: string, ask: () => Promise<void>): Promise<string[]> {
  try {
    await ask();
    return [];
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind === 'unauthorized') {
      throw error;
    }
    return [`${what}: ${error.message}`];
  }
}

function textOf(planned: PlannedRepository, campaign: string, marker: Marker): { title: string; body: string } {
  return { title: titleOf(planned, campaign), body: markedBody(planned.body ?? planned.reason, marker) };
}

function titleOf(planned: PlannedRepository, campaign: string): string {
  return planned.title ?? campaign;
}
