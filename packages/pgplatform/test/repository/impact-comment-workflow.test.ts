import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWhen, readMarkdown, temporaryDirectory } from '@pgplatform/test-kit';
import { impactCommentWorkflow } from '../../src/repository/impact-comment-workflow';
import { Runner, TOKEN, workflowOf } from './workflow-run';

const workflow = workflowOf(impactCommentWorkflow());
const MARKER = '<!-- pgplatform:impact -->';

const RUN_URL = 'https://github.com/acme/payments-db/actions/runs/4711';
/** What begins every comment. */
const HEAD = `${MARKER}\n_Judged in [a run](${RUN_URL}) by the packages of this pull request: its author can make them say anything._\n\n`;

const FORK = { owner: 'eve', repository: 'eve/payments-db', branch: 'change', sha: 'abc123' };

function pull(number: number, head: any = {}): any {
  const { owner, repository, branch, sha } = { ...FORK, ...head };
  return { number, state: 'open', head: { user: owner, ref: branch, sha, repo: { full_name: repository } } };
}

const change = (path: string, object = 'Cluster/payments/db') => ({ object, path });

/** A report in which one database has a verdict. */
function report(worst: string, ...changes: object[]) {
  return {
    worst,
    databases: [{ namespace: 'payments', cluster: 'db', verdict: worst, changes: [change('spec.instances'), ...changes] }],
  };
}

/** A runner where the run left a report. */
function runnerWith(report: unknown, github: object): Runner {
  const artifactFolder = temporaryDirectory();
  writeFileSync(join(artifactFolder, 'impact.json'), typeof report === 'string' ? report : JSON.stringify(report));
  const artifacts = [{ id: 1, name: 'impact', size_in_bytes: 1000 }];
  return new Runner({ artifacts, artifactFolder, ...github });
}

async function comment(runner: Runner, head: any = {}) {
  const { owner, repository, branch, sha } = { ...FORK, ...head };
  return runner.step(workflow, 'Comment', runner.temp, {
    GH_TOKEN: TOKEN,
    RUN_ID: '4711',
    RUN_URL,
    HEAD_OWNER: owner,
    HEAD_REPOSITORY: repository,
    HEAD_BRANCH: branch,
    HEAD_SHA: sha,
  });
}

const jq = spawnSync('jq', ['--version']).error && 'no jq on this machine';
describeWhen(jq)('impact-comment.yml', () => {
  /** The comment on a report. */
  async function commentOn(report: unknown): Promise<string> {
    const runner = runnerWith(report, { pulls: [pull(5)] });
    expect(await comment(runner)).toMatchObject({ code: 0, stdout: '' });
    expect(runner.github.comments).toHaveLength(1);
    return runner.github.comments[0].body;
  }

  it('posts one comment, also for a fork, then changes it in place', async () => {
    const runner = runnerWith(report('reload'), { pulls: [pull(5)] });
    expect(await comment(runner)).toMatchObject({ code: 0 });
    expect(runner.github.comments).toMatchObject([{ issue: 5, body: expect.stringContaining('databases: **reload**') }]);
    runner.change((github) => writeFileSync(join(github.artifactFolder, 'impact.json'), JSON.stringify(report('restart'))));
    await comment(runner);
    expect(runner.github.comments).toMatchObject([{ issue: 5, body: expect.stringContaining('databases: **restart**') }]);
  });

  it('says whose words these are, the worst verdict, and what each database and Application comes to', async () => {
    const databases = [
      ...report('rolling update', change('spec.managed.roles[app]'), change('', 'Pooler/payments/rw')).databases,
      { namespace: 'quiet', cluster: 'db', verdict: 'none', changes: [] },
    ];
    const applications = [{ name: 'payments-prod', effect: 'destroys data', deletes: ['Cluster/payments/db'], changes: [] }];
    expect(await commentOn({ worst: 'destroys data', databases, applications })).toBe(
      `${HEAD}### What this does to the databases: **destroys data**

| Database | Verdict | What changes |
|---|---|---|
| \`payments/db\` | **rolling update** | \`spec.instances\`, \`spec.managed.roles[app]\`, \`Pooler/payments/rw\` |

| Application | Verdict | What goes with it |
|---|---|---|
| \`payments-prod\` | **destroys data** | \`Cluster/payments/db\` |

Why, what clients notice, and the way back: in the summary of that run.
`,
    );
  });

  const HOSTILE = [
    '@eve',
    '@acme/all',
    '#1',
    'acme/payments-db#1',
    'https://evil.example',
    'www.evil.example',
    'eve@evil.example',
    'ssh://evil.example',
    '<!--',
    '-->',
    '<img src=x>',
    '<details>',
    '`',
    '``',
    '```\n',
    'a`<b>`c',
    '|',
    '\n\n# x\n',
    '\r\n\r\n- x',
    '](https://evil.example)',
    '![a](https://evil.example/a)',
    '[a]: https://evil.example',
    '&#64;eve',
    '&lt;b&gt;',
    '\\',
    '\u202e\u2066',
    '\u2028@eve',
    '\u0000\u001b[2J',
    '**',
    '$(touch hacked)`touch hacked`',
    '',
    ' ',
  ];

  it('a report of a stranger makes no link, no mention, no HTML and no open comment', async () => {
    const changes = HOSTILE.map((text) => ({ object: text, path: text }));
    const databases = HOSTILE.map((text) => ({
      namespace: text,
      cluster: text,
      verdict: text,
      changes: [...changes.slice(0, 5), ...changes],
    }));
    const each = HOSTILE.map((text, i) => ({ ...databases[i], changes: [{ object: text, path: text }] }));
    const applications = HOSTILE.map((text) => ({ name: text, effect: text, deletes: [text], changes: [] }));
    for (let i = 0; i < HOSTILE.length; i += 10) {
      const part = { databases: [...databases, ...each].slice(i, i + 40), applications: applications.slice(i, i + 20) };
      const body = await commentOn({ worst: HOSTILE[i], ...part });
      expect(body.startsWith(`${HEAD}### What this does to the databases: could not be judged\n`)).toBe(true);
      const [marker, ...tokens] = await readMarkdown(body);
      expect(marker).toMatchObject({ type: 'html', raw: `${MARKER}\n` });
      expect(tokens.filter(({ type }) => type === 'html' || type === 'image' || type === 'def')).toEqual([]);
      expect(new Set(tokens.filter(({ type }) => type === 'link').map(({ href }) => href))).toEqual(new Set([RUN_URL]));
      expect(tokens.filter(({ type, raw }) => type === 'table' && raw.includes('evil'))).not.toEqual([]);
      expect(body.slice(HEAD.length)).not.toMatch(/[^\n #*?|`a-zA-Z0-9,:._/[\]-]|#[^# ]|:\/\/|[a-z]@/);
    }
  });

  it('names that look like a command run nothing', async () => {
    const runner = runnerWith(report('none', change('$(touch "$RUNNER_TEMP/hacked")`touch "$RUNNER_TEMP/hacked"`')), {
      pulls: [pull(5)],
    });
    expect(await comment(runner)).toMatchObject({ code: 0, stdout: '' });
    expect(existsSync(join(runner.temp, 'hacked'))).toBe(false);
  });

  it('the longest report is a comment that GitHub takes', async () => {
    const long = 'x'.repeat(300);
    const changes = Array.from({ length: 20 }, () => change(long, long));
    const databases = Array.from({ length: 300 }, () => ({
      namespace: long,
      cluster: long,
      verdict: 'offline major upgrade',
      changes,
    }));
    const applications = Array.from({ length: 300 }, () => ({
      name: long,
      effect: 'destroys data',
      deletes: changes.map(() => long),
    }));
    const body = await commentOn({ worst: 'outage', databases, applications });
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('| 260 more | | |');
    expect(body).toContain('`, 15 more |');
  });

  it.each([
    '{}',
    'null',
    '1',
    '"none"',
    '[]',
    '',
    '[{"worst":"none"}]',
    '{"worst":["none"]}',
    '{"worst":{"none":1}}',
    '{"databases":1,"applications":"x"}',
    '{"databases":[null,1,{"changes":{}},{"changes":[null]}]}',
    '{"applications":[{"name":{},"deletes":{"a":[]}}]}',
  ])('%s is no verdict', async (text) => {
    expect((await commentOn(text)).slice(HEAD.length)).toMatch(/^### What this does to the databases: could not be judged\n/);
  });

  it('what is no JSON is not posted', async () => {
    const runner = runnerWith('<!-- pgplatform -->', { pulls: [pull(5)] });
    expect((await comment(runner)).code).not.toBe(0);
    expect(runner.github.comments).toEqual([]);
  });

  it("leaves other people's comments alone, whatever they begin with", async () => {
    const theirs = { id: 1, issue: 5, user: { login: 'eve' }, body: `${MARKER}\nmine` };
    const runner = runnerWith(report('none'), { pulls: [pull(5)], comments: [theirs] });
    await comment(runner);
    expect(runner.github.comments[0]).toEqual(theirs);
    expect(runner.github.comments).toHaveLength(2);
  });

  it.each([
    ['a pull request that went on', { sha: 'older' }],
    ['a branch of the same name in another repository', { repository: 'eve/other' }],
    ['a branch that has no pull request', { branch: 'other' }],
  ])('%s gets no comment', async (_, head) => {
    const runner = runnerWith(report('none'), { pulls: [pull(5)] });
    expect(await comment(runner, head)).toMatchObject({ code: 0 });
    expect(runner.github.comments).toEqual([]);
  });

  it('one head with two pull requests gets none: nobody says which one was judged', async () => {
    const runner = runnerWith(report('none'), { pulls: [pull(5), pull(6)] });
    await comment(runner);
    expect(runner.github.comments).toEqual([]);
  });

  it.each([
    ['no report', []],
    ['something huge', [{ id: 1, name: 'impact', size_in_bytes: 5e8 }]],
  ])('a run that left %s gets no comment', async (_, artifacts) => {
    const runner = runnerWith(report('none'), { pulls: [pull(5)], artifacts });
    expect(await comment(runner)).toMatchObject({ code: 0 });
    expect(runner.github.comments).toEqual([]);
  });

  it('a branch named like a command stays data', async () => {
    const branch = '$(touch${IFS}hacked)`touch${IFS}hacked`";touch hacked;"';
    const runner = runnerWith(report('none'), { pulls: [pull(5, { branch })] });
    expect(await comment(runner, { branch })).toMatchObject({ code: 0, stdout: '' });
    expect(runner.github.comments).toHaveLength(1);
    expect(existsSync(join(runner.temp, 'hacked'))).toBe(false);
  });

  it.each(['/proc/self/environ', 'folder'])('what is no file (%s) is not posted', async (target) => {
    const artifactFolder = temporaryDirectory();
    mkdirSync(join(artifactFolder, 'folder'));
    symlinkSync(target, join(artifactFolder, 'impact.json'));
    const runner = runnerWith(report('none'), { pulls: [pull(5)], artifactFolder });
    expect((await comment(runner)).code).not.toBe(0);
    expect(runner.github.comments).toEqual([]);
  });

  it('the token is in no argument and no output', async () => {
    const runner = runnerWith(report('none'), { pulls: [pull(5)] });
    const { stdout, stderr } = await comment(runner);
    expect(`${stdout}${stderr}${JSON.stringify(runner.github)}`).not.toContain(TOKEN);
  });
});
