import { nameActionReleases, workflowAction } from '@pgplatform/core';
import { manifestText } from '../manifest-text';
import type { RepositoryFile } from '../repository-file';

/** What a generated workflow may say: the parts of GitHub's syntax that ours use. */
export interface Workflow {
  readonly name: string;
  readonly on: any;
  /** Of the token, in every job that does not say otherwise. */
  readonly permissions: Record<string, string>;
  readonly concurrency: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly jobs: Record<string, any>;
}

/**
 * A file of `.github/workflows/`. Its scripts run in bash, stop at the first failure, and take what comes from outside as
 * environment variables: GitHub puts an expression inside a script before bash reads it.
 */
export function workflowFile(workflow: Workflow, comments: string[] = []): RepositoryFile {
  const { name, on, permissions, concurrency, jobs } = workflow;
  const content = { name, on, permissions, concurrency, defaults: { run: { shell: 'bash' } }, jobs };
  const path = `.github/workflows/${name}.yml`;
  return { path, text: nameActionReleases(manifestText({ path, content: [content], comments })) };
}

/** The repository's code, without a credential that other code could find. */
export function checkout(options: Record<string, any> = {}): object {
  return { uses: workflowAction('checkout'), with: { ...options, 'persist-credentials': false } };
}

/** Node and the packages of the lock file. Without a cache: what ran on the default branch, unread, may have written it. */
export function installPackages(): object[] {
  return [
    { uses: workflowAction('setup-node'), with: { 'node-version': '22', 'package-manager-cache': false } },
    { name: 'Install', run: 'npm ci' },
  ];
}
