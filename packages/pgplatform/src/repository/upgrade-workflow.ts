import { workflowAction } from '@pgplatform/core';
import type { RepositoryFile } from '../repository-file';
import { MAKE_CHANGE } from './upgrade-change';
import { PUBLISH } from './upgrade-pull-request';
import { JUDGE } from './upgrade-verdict';
import { checkout, installPackages, workflowFile } from './workflow-file';

/**
 * `.github/workflows/upgrade.yml`: every week one pull request that upgrades the packages, by hand also one that makes the next step
 * towards a platform release; the impact is its text, the worst verdict its label.
 *
 * Three jobs: the one that runs the new packages can only read, and hands files over as data; the second says what they do, with the
 * packages of the default branch; the one that can write runs nothing of either.
 */
export function upgradeWorkflow(): RepositoryFile {
  return workflowFile(
    {
      name: 'upgrade',
      on: {
        schedule: [{ cron: '17 5 * * 1' }],
        workflow_dispatch: {
          inputs: {
            to: {
              description: 'Platform release to move towards, by its next step; only the packages when left out',
              type: 'string',
              required: false,
            },
          },
        },
      },
      permissions: {},
      concurrency: { group: 'upgrade', 'cancel-in-progress': false },
      jobs: { prepare: prepareJob(), judge: judgeJob(), publish: publishJob() },
    },
    [
      'The pull request needs Settings > Actions > General > "Allow GitHub Actions to create and approve pull requests".',
      'With the token of Actions its checks start only when somebody closes and opens it again. The optional secret PGPLATFORM_TOKEN',
      '(of a GitHub App, or fine-grained: contents and pull requests to write, nothing else) starts them at once; then your own workflows',
      'run the new packages before anybody has read them, as for every branch of this repository. The secret is given to the last job',
      'alone. Keep it in the environment "pgplatform" (Settings > Environments), limited to the default branch.',
      'A change of files in .github/ is refused, whatever the token may: a person makes it, with npx projen upgrade.',
    ],
  );
}

/** The artifact between the jobs. */
function handedOver(): object {
  return { name: 'upgrade', path: '${{ runner.temp }}/upgrade' };
}

function prepareJob(): object {
  return {
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 20,
    permissions: { contents: 'read' },
    outputs: { changed: '${{ steps.upgrade.outputs.changed }}' },
    steps: [
      checkout(),
      ...installPackages(),
      { name: 'Upgrade', id: 'upgrade', env: { TO: '${{ inputs.to }}' }, run: MAKE_CHANGE },
      {
        name: 'Hand the change over',
        if: "steps.upgrade.outputs.changed == 'true'",
        uses: workflowAction('upload-artifact'),
        with: { ...handedOver(), 'retention-days': 5 },
      },
      {
        name: 'Fail when something has to be done by hand',
        env: { CODE: '${{ steps.upgrade.outputs.code }}' },
        run: 'exit "$CODE"',
      },
    ],
  };
}

function judgeJob(): object {
  return {
    needs: 'prepare',
    if: "!cancelled() && needs.prepare.outputs.changed == 'true'",
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 10,
    permissions: { contents: 'read' },
    outputs: { verdict: '${{ steps.judge.outputs.verdict }}', tree: '${{ steps.judge.outputs.tree }}' },
    steps: [
      checkout(),
      ...installPackages(),
      { uses: workflowAction('download-artifact'), with: handedOver() },
      { name: 'What it does to the databases', id: 'judge', run: JUDGE },
    ],
  };
}

function publishJob(): object {
  return {
    needs: ['prepare', 'judge'],
    if: "!cancelled() && needs.prepare.outputs.changed == 'true'",
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 10,
    environment: 'pgplatform',
    permissions: { contents: 'write', 'pull-requests': 'write' },
    steps: [
      { uses: workflowAction('download-artifact'), with: handedOver() },
      {
        name: 'Open or update the pull request',
        env: {
          GH_TOKEN: '${{ secrets.PGPLATFORM_TOKEN || github.token }}',
          JUDGED_TREE: '${{ needs.judge.outputs.tree }}',
          RUN_URL: '${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}',
          JUDGED_VERDICT: '${{ needs.judge.outputs.verdict }}',
        },
        run: PUBLISH,
      },
    ],
  };
}
