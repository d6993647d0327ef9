import { nameActionReleases, workflowAction } from '@pgplatform/core';
import { stringify } from 'yaml';

export interface FleetWorkflowOptions {
  /** Path of the configuration in the repository, for example `fleet.yaml`. */
  readonly config: string;
  /** Names of the rings, in order. */
  readonly rings: readonly string[];
}

/** Repositories of one part, and parts at most: https://docs.github.com/actions/reference/limits allows 256 jobs of a matrix. */
const SHARD = 50;
const SHARDS = 16;
/** Instead of the name of a ring. */
const EVERY = 'every ring';

/**
 * The workflow of a repository that keeps a `fleet.yaml`: on working days and by hand it plans, applies the plan ring by ring, each in
 * parts at the same time, and shows the status. A run that GitHub ends after six hours is gone on with by the next one.
 *
 * Plan, parts and status are the same code: the packages of the lock file.
 */
export function fleetWorkflow({ config, rings }: FleetWorkflowOptions): string {
  const content = {
    name: 'fleet',
    on: {
      schedule: [{ cron: '23 6 * * 1-5' }],
      workflow_dispatch: {
        inputs: {
          to: {
            description: 'Platform release to move towards; only the packages when left out',
            type: 'string',
            required: false,
          },
          ring: { description: 'Only this ring', type: 'choice', options: [EVERY, ...rings], default: EVERY },
        },
      },
    },
    permissions: {},
    concurrency: { group: 'fleet', 'cancel-in-progress': false },
    defaults: { run: { shell: 'bash' } },
    env: { CONFIG: config },
    jobs: {
      plan: planJob(),
      ...Object.fromEntries(rings.map((ring, i) => [jobOf(i), applyJob(ring, i)])),
      status: statusJob(rings),
    },
  };
  return nameActionReleases(`${HEAD}\n${stringify(content, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false })}`);
}

const HEAD = `# Written by \`pgplatform fleet workflow\`: write it again when the rings of the fleet change.
# It needs @pgplatform/cli in package.json and its lock file, and a GitHub App that is installed where the repositories are: with
# contents, pull requests, workflows, actions, issues (labels) to write, checks and commit statuses to read; its ID and private key are
# the secrets PGPLATFORM_GITHUB_APP_ID and PGPLATFORM_GITHUB_APP_PRIVATE_KEY.`;

/** Only steps that speak to GitHub have it. */
const TOKEN = {
  PGPLATFORM_GITHUB_APP_ID: '${{ secrets.PGPLATFORM_GITHUB_APP_ID }}',
  PGPLATFORM_GITHUB_APP_PRIVATE_KEY: '${{ secrets.PGPLATFORM_GITHUB_APP_PRIVATE_KEY }}',
};

const PLAN = `node_modules/.bin/pgplatform fleet plan --config "$CONFIG" \${TO:+"--to=$TO"} --out plan.json || [ $? -eq 1 ]
jq -r '. as $plan | reduce .rings[] as $ring ({};
  ([$plan.repositories[] | select(.ring == $ring and (.action == "change" or .action == "dispatch"))] | length) as $n
  | ([[($n / ${SHARD} | ceil), 1] | max, ${SHARDS}] | min) as $parts
  | .[$ring] = [range(1; $parts + 1) | "\\(.)/\\($parts)"]) | "shards=" + tojson' plan.json >> "$GITHUB_OUTPUT"
`;

/** Repositories that failed are in the report; the job fails when its ring did not finish, so that the next one does not begin. */
const APPLY = `code=0
node_modules/.bin/pgplatform fleet apply plan.json --config "$CONFIG" --ring "$RING" --shard "$SHARD" --json > report.json || code=$?
if [ "$code" -gt 1 ]; then
  cat report.json
  exit "$code"
fi
jq -r '.repositories[] | "\\(.name)\\t\\(.outcome)\\t\\(.reason)"' report.json
jq -e '.stopped == []' report.json > /dev/null
`;

const STATUS = `node_modules/.bin/pgplatform fleet status --config "$CONFIG" --html status.html || [ $? -eq 1 ]
`;

function planJob(): object {
  return {
    ...job(350),
    outputs: { shards: '${{ steps.plan.outputs.shards }}' },
    steps: [
      ...PREPARE,
      { name: 'Plan', id: 'plan', env: { ...TOKEN, TO: '${{ inputs.to }}' }, run: PLAN },
      {
        uses: workflowAction('upload-artifact'),
        with: { name: 'plan', path: 'plan.json', 'retention-days': 30 },
      },
    ],
  };
}

function applyJob(ring: string, i: number): object {
  const before = i === 0 ? [] : [jobOf(i - 1)];
  return {
    name: `${ring} \${{ matrix.shard }}`,
    needs: ['plan', ...before],
    // A ring that was not asked for is skipped, and does not keep the next one from beginning.
    if: `\${{ !failure() && !cancelled() && (!inputs.ring || inputs.ring == '${EVERY}' || inputs.ring == '${ring}') }}`,
    ...job(350),
    strategy: { 'fail-fast': false, matrix: { shard: `\${{ fromJSON(needs.plan.outputs.shards)['${ring}'] }}` } },
    steps: [
      ...PREPARE,
      { uses: workflowAction('download-artifact'), with: { name: 'plan' } },
      { name: 'Apply', env: { ...TOKEN, RING: ring, SHARD: '${{ matrix.shard }}' }, run: APPLY },
    ],
  };
}

function statusJob(rings: readonly string[]): object {
  return {
    needs: ['plan', ...rings.map((_, i) => jobOf(i))],
    if: "${{ !cancelled() && needs.plan.result == 'success' }}",
    ...job(60),
    steps: [
      ...PREPARE,
      { name: 'Status', env: TOKEN, run: STATUS },
      { uses: workflowAction('upload-artifact'), with: { name: 'status', path: 'status.html', 'retention-days': 30 } },
    ],
  };
}

const PREPARE = [
  { uses: workflowAction('checkout'), with: { 'persist-credentials': false } },
  { uses: workflowAction('setup-node'), with: { 'node-version': '22', 'package-manager-cache': false } },
  { name: 'Install', run: 'npm ci --ignore-scripts' },
];

function job(minutes: number): object {
  return { 'runs-on': 'ubuntu-latest', 'timeout-minutes': minutes, permissions: { contents: 'read' } };
}

function jobOf(i: number): string {
  return `apply-${i + 1}`;
}
