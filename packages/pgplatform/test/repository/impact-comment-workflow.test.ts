import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { impactCommentWorkflow } from '../../src/repository/impact-comment-workflow';
import { Runner, TOKEN, workflowOf } from './workflow-run';

const workflow = workflowOf(impactCommentWorkflow());
const MARKER = '<!-- pgplatform:impact -->';

const FORK = { owner: 'eve', repository: 'eve/payments-db', branch: 'change', sha: 'abc123' };

function pull(number: number, head: any = {}): any {
  const { owner, repository, branch, sha } = { ...FORK, ...head };
  return { number, state: 'open', head: { user: owner, ref: branch, sha, repo: { full_name: repository } } };
}

/** A runner where the run left a text. */
function runnerWith(text: string, github: object): Runner {
  const artifactFolder = temporaryDirectory();
  writeFileSync(join(artifactFolder, 'impact.md'), text);
  const artifacts = [{ id: 1, name: 'impact', size_in_bytes: 1000 }];
  return new Runner({ artifacts, artifactFolder, ...github });
}

async function comment(runner: Runner, head: any = {}) {
  const { owner, repository, branch, sha } = { ...FORK, ...head };
  return runner.step(workflow, 'Comment', runner.temp, {
    GH_TOKEN: TOKEN,
    RUN_ID: '4711',
    RUN_URL: 'https://github.com/acme/payments-db/actions/runs/4711',
    HEAD_OWNER: owner,
    HEAD_REPOSITORY: repository,
    HEAD_BRANCH: branch,
    HEAD_SHA: sha,
  });
}

it('posts one comment, also for a fork, then changes it in place', async () => {
  const runner = runnerWith('# Impact: reload', { pulls: [pull(5)] });
  expect(await comment(runner)).toMatchObject({ code: 0 });
  expect(runner.github.comments).toMatchObject([{ issue: 5, body: expect.stringMatching(`^${MARKER}\n# Impact: reload`) }]);
  runner.change((github) => writeFileSync(join(github.artifactFolder, 'impact.md'), '# Impact: restart'));
  await comment(runner);
  expect(runner.github.comments).toMatchObject([{ issue: 5, body: expect.stringContaining('# Impact: restart') }]);
});

it("leaves other people's comments alone, whatever they begin with", async () => {
  const theirs = { id: 1, issue: 5, user: { login: 'eve' }, body: `${MARKER}\nmine` };
  const runner = runnerWith('text', { pulls: [pull(5)], comments: [theirs] });
  await comment(runner);
  expect(runner.github.comments[0]).toEqual(theirs);
  expect(runner.github.comments).toHaveLength(2);
});

it.each([
  ['a pull request that went on', { sha: 'older' }],
  ['a branch of the same name in another repository', { repository: 'eve/other' }],
  ['a branch that has no pull request', { branch: 'other' }],
])('%s gets no comment', async (_, head) => {
  const runner = runnerWith('text', { pulls: [pull(5)] });
  expect(await comment(runner, head)).toMatchObject({ code: 0 });
  expect(runner.github.comments).toEqual([]);
});

it('one head with two pull requests gets none: nobody says which one was judged', async () => {
  const runner = runnerWith('text', { pulls: [pull(5), pull(6)] });
  await comment(runner);
  expect(runner.github.comments).toEqual([]);
});

it.each([
  ['no text', []],
  ['something huge', [{ id: 1, name: 'impact', size_in_bytes: 5e8 }]],
])('a run that left %s gets no comment', async (_, artifacts) => {
  const runner = runnerWith('text', { pulls: [pull(5)], artifacts });
  expect(await comment(runner)).toMatchObject({ code: 0 });
  expect(runner.github.comments).toEqual([]);
});

it('a text with commands, and a branch named like one, stay data', async () => {
  const branch = '$(touch${IFS}hacked)`touch${IFS}hacked`";touch hacked;"';
  const text = '$(touch hacked)\n`touch hacked`\n<!-- -->\n::set-output name=x::y\n%s %n\n';
  const runner = runnerWith(text, { pulls: [pull(5, { branch })] });
  expect(await comment(runner, { branch })).toMatchObject({ code: 0, stdout: '' });
  expect(runner.github.comments[0].body).toContain(text);
  expect(existsSync(join(runner.temp, 'hacked'))).toBe(false);
});

it('a text longer than GitHub takes is cut, with the address of the whole', async () => {
  const runner = runnerWith('ü'.repeat(100_000), { pulls: [pull(5)] });
  expect(await comment(runner)).toMatchObject({ code: 0 });
  const { body } = runner.github.comments[0];
  expect(body.length).toBeLessThan(65_536);
  expect(body).toContain('the whole text is in [the run](https://github.com/acme/payments-db/actions/runs/4711)');
});

it.each(['/proc/self/environ', 'folder'])('what is no file (%s) is not posted', async (target) => {
  const artifactFolder = temporaryDirectory();
  mkdirSync(join(artifactFolder, 'folder'));
  symlinkSync(target, join(artifactFolder, 'impact.md'));
  const runner = runnerWith('text', { pulls: [pull(5)], artifactFolder });
  expect((await comment(runner)).code).not.toBe(0);
  expect(runner.github.comments).toEqual([]);
});

it('the token is in no argument and no output', async () => {
  const runner = runnerWith('text', { pulls: [pull(5)] });
  const { stdout, stderr } = await comment(runner);
  expect(`${stdout}${stderr}${JSON.stringify(runner.github)}`).not.toContain(TOKEN);
});
