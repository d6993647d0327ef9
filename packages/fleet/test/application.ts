import * as path from 'node:path';
import { NOW, temporaryDirectory } from '@pgplatform/test-kit';
import { type ApplyOptions, applyPlan } from '../src/apply';
import type { ApplyReport } from '../src/apply/apply-report';
import type { FleetConfig } from '../src/fleet-config';
import type { FleetPlan, PlannedRepository } from '../src/fleet-plan';
import type { MemoryGitHub } from './memory-github';

export const CONFIG: FleetConfig = {
  owner: 'acme',
  api: 'https://api.github.test',
  repositories: { topic: 'db' },
  rings: [
    { name: 'canary', names: ['canary-*'], failureBudget: 0, waitForChecks: true },
    { name: 'rest', failureBudget: 1, waitForChecks: false },
  ],
  limits: { concurrency: 2, pullRequestsPerHour: 1000 },
  reviewers: { users: ['ann'], teams: ['dba'] },
  labels: ['pgplatform'],
  branch: 'pgplatform/{campaign}',
  title: '{target}',
};

/** What every planned repository has before, and gets. */
export const BEFORE = { 'package.json': '{}', 'base/cluster.yaml': 'instances: 1\n', 'README.md': 'ours\n' };
export const AFTER = { ...BEFORE, 'base/cluster.yaml': 'instances: 3\n' };

/** The plan that brings repositories from BEFORE to AFTER, as they are now. */
export function planOf(github: MemoryGitHub, change: Partial<FleetPlan> = {}, one: Partial<PlannedRepository> = {}): FleetPlan {
  return {
    planVersion: 1,
    packageVersion: '0.3.0',
    campaign: 'packages-0.3.0',
    madeAt: NOW.toISOString(),
    owner: 'acme',
    api: CONFIG.api,
    rings: ['canary', 'rest'],
    repositories: [...github.repositories.keys()].map((name) => ({
      owner: 'acme',
      name,
      ring: name.startsWith('canary') ? 'canary' : 'rest',
      action: 'change',
      reason: 'New packages.',
      defaultBranch: 'main',
      base: github.head(name).sha,
      baseTree: github.head(name).tree,
      files: [{ path: 'base/cluster.yaml', mode: '100644', content: AFTER['base/cluster.yaml'] }],
      title: 'Packages 0.3.0',
      body: 'What it does.',
      labels: ['pgplatform'],
      ...one,
    })),
    cost: { planRequests: 0, applyRequests: 0, pullRequests: 0, pullRequestsPerHour: 0, seconds: 0 },
    ...change,
  };
}

/** A machine that applies: its journal, and its clock, which only waiting moves. */
export class Machine {
  readonly folder = temporaryDirectory();
  readonly notes: string[] = [];
  /** Milliseconds that it waited. */
  waited = 0;

  apply(github: MemoryGitHub, plan: FleetPlan, options: Partial<ApplyOptions> = {}): Promise<ApplyReport> {
    return applyPlan(github.port(), plan, {
      config: CONFIG,
      journalPath: path.join(this.folder, 'plan.json.journal'),
      now: () => new Date(NOW.getTime() + this.waited),
      pause: async (milliseconds) => {
        this.waited += milliseconds;
      },
      note: (line) => void this.notes.push(line),
      progress: { begin: () => {}, advance: () => {}, end: () => {} },
      ...options,
    });
  }
}

/** What became of each repository, by name. */
export function outcomes(report: ApplyReport): Record<string, string> {
  return Object.fromEntries(report.repositories.map(({ name, outcome }) => [name, outcome]));
}
