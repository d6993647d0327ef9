import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { NOW, temporaryDirectory } from '@pgplatform/test-kit';
import type { FleetPlan } from '../src/fleet-plan';
import type { TreeFile } from '../src/github';
import type { Emulator } from './emulator/emulator';
import { type FaultProxy, type FaultRule, startFaultProxy } from './emulator/fault-proxy';
import { type FleetProcess, startFleet } from './fleet-process';
import { planText } from './plan-text';

const BRANCH = 'pgplatform/packages-0.3.0';
const FILES: TreeFile[] = [
  { path: 'README.md', mode: '100644', content: '# Planned\n' },
  { path: 'infrastructure/postgres/base/cluster.yaml', mode: '100644', content: 'instances: 3 # größer\n' },
  { path: 'bin/seal', mode: '100755', content: '#!/bin/sh\n' },
];

/** Repositories of an emulator with a plan for them, behind a proxy, in a folder from which `fleet apply` runs. */
export class PlannedFleet {
  /** Everything that was printed. */
  printed = '';

  /** Plans a pull request for each of these repositories, which have a README. */
  static async of(emulator: Emulator, names: readonly string[], rules: readonly FaultRule[] = []): Promise<PlannedFleet> {
    const proxy = await startFaultProxy(emulator.url, rules);
    const fleet = new PlannedFleet(emulator, names, proxy, temporaryDirectory());
    fs.writeFileSync(fleet.path('fleet.yaml'), configOf(proxy.url));
    fs.writeFileSync(fleet.path('plan.json'), planText(await fleet.plan()));
    return fleet;
  }

  private constructor(
    private readonly emulator: Emulator,
    readonly names: readonly string[],
    readonly proxy: FaultProxy,
    private readonly folder: string,
  ) {}

  /** The same on another machine: without the journal. */
  another(): PlannedFleet {
    const other = new PlannedFleet(this.emulator, this.names, this.proxy, temporaryDirectory());
    for (const file of ['fleet.yaml', 'plan.json']) {
      fs.copyFileSync(this.path(file), other.path(file));
    }
    return other;
  }

  path(file: string): string {
    return path.join(this.folder, file);
  }

  start(...args: string[]): FleetProcess {
    const process = startFleet(['apply', 'plan.json', '--json', ...args], this.folder, this.emulator.env);
    void process.ended.then(({ stdout, stderr }) => {
      this.printed += stdout + stderr;
    });
    return process;
  }

  /** Runs to the end. */
  async apply(...args: string[]): Promise<{ readonly code: number | null; readonly report: any; readonly notes: string }> {
    const { code, stdout, stderr } = await this.start(...args).ended;
    return { code, report: stdout && JSON.parse(stdout), notes: stderr };
  }

  /** The journal of another machine is not here. */
  forget(): void {
    fs.rmSync(this.path('plan.json.journal'), { force: true });
  }

  /** What is at GitHub, repository by repository, in the words of `ONCE`. */
  async state(): Promise<object[]> {
    return Promise.all(this.names.map((name) => this.stateOf(name)));
  }

  /** Everything that was printed, written, or sent as a body. */
  traces(): string {
    const files = fs.readdirSync(this.folder).map((file) => fs.readFileSync(this.path(file), 'utf8'));
    return [this.printed, ...files, ...this.proxy.seen.map(({ path: asked, body }) => asked + body)].join('\n');
  }

  private async stateOf(name: string): Promise<object> {
    const ask = (request: string) => this.emulator.request('GET', `/repos/acme/${name}/${request}`);
    const refs: any[] = await ask('git/matching-refs/heads/');
    const pulls: any[] = await ask('pulls?state=all');
    const branch = refs.find((one) => one.ref === `refs/heads/${BRANCH}`);
    const main = refs.find((one) => one.ref === 'refs/heads/main');
    const commit = branch && (await ask(`git/commits/${branch.object.sha}`));
    const { tree }: { tree: any[] } = commit ? await ask(`git/trees/${commit.tree.sha}?recursive=1`) : { tree: [] };
    return {
      branches: refs.map((one) => one.ref.replace('refs/heads/', '')).sort(),
      isOnMain: commit?.parents.map((parent: any) => parent.sha).join() === main.object.sha,
      content: tree
        .filter((one) => one.type === 'blob')
        .map((one) => `${one.mode} ${one.sha} ${one.path}`)
        .sort(),
      pulls: pulls.filter((one) => !one.body.includes('closed=duplicate')).map((one) => [one.state, one.head.ref, one.title]),
      labels: pulls.flatMap((one) => one.labels.map((label: any) => label.name)),
      reviewers: pulls.flatMap((one) => one.requested_reviewers.map((user: any) => user.login)),
    };
  }

  private async plan(): Promise<FleetPlan> {
    const repositories = this.names.map(async (name) => {
      const { object } = await this.emulator.request('GET', `/repos/acme/${name}/git/ref/heads/main`);
      const { tree } = await this.emulator.request('GET', `/repos/acme/${name}/git/commits/${object.sha}`);
      return {
        owner: 'acme',
        name,
        ring: 'all',
        action: 'change' as const,
        reason: 'New packages.',
        defaultBranch: 'main',
        base: object.sha,
        baseTree: tree.sha,
        files: FILES,
        title: 'Packages 0.3.0',
        body: 'What it does.',
        labels: ['pgplatform'],
      };
    });
    return {
      planVersion: 1,
      packageVersion: '0.3.0',
      campaign: 'packages-0.3.0',
      madeAt: NOW.toISOString(),
      owner: 'acme',
      api: this.proxy.url,
      rings: ['all'],
      repositories: await Promise.all(repositories),
      cost: { planRequests: 0, applyRequests: 0, pullRequests: 0, pullRequestsPerHour: 0, seconds: 0 },
    };
  }
}

/** What a repository is when the plan was applied, however often: git's own SHAs of the planned content, and nothing else. */
export const ONCE = {
  branches: ['main', BRANCH],
  isOnMain: true,
  content: FILES.map(({ path: file, mode, content }) => `${mode} ${blobSha(content!)} ${file}`).sort(),
  pulls: [['open', BRANCH, 'Packages 0.3.0']],
  labels: ['pgplatform'],
  reviewers: ['robot'],
};

function blobSha(content: string): string {
  const bytes = Buffer.from(content);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function configOf(api: string): string {
  return `owner: acme
api: ${api}
repositories:
  topic: db
rings:
  - name: all
    failureBudget: 10
limits:
  concurrency: 4
  pullRequestsPerHour: 1000
reviewers:
  users: [robot]
labels: [pgplatform]
branch: pgplatform/{campaign}
`;
}
