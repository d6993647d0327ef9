import { workflowAction } from '@pgplatform/core';
import type { RepositoryFile } from '../repository-file';
import { checkout, installPackages, workflowFile } from './workflow-file';

/**
 * `.github/workflows/impact.yml`: what a pull request does to the databases; fails when it destroys data.
 *
 * It runs the code of the pull request, so it has no secret and a token that only reads; impact-comment.yml posts its verdicts.
 */
export function impactWorkflow(): RepositoryFile {
  return workflowFile({
    name: 'impact',
    on: { pull_request: {} },
    permissions: { contents: 'read' },
    concurrency: { group: 'impact-${{ github.ref }}', 'cancel-in-progress': true },
    jobs: {
      impact: {
        'runs-on': 'ubuntu-latest',
        'timeout-minutes': 10,
        steps: [
          // The commit that merging makes, and its parents.
          checkout({ 'fetch-depth': 2 }),
          ...installPackages(),
          { name: 'What merging does to the databases', id: 'diff', run: DIFF },
          {
            name: 'Hand the report over',
            uses: workflowAction('upload-artifact'),
            with: { name: 'impact', path: '${{ runner.temp }}/impact/impact.json', 'retention-days': 5 },
          },
          {
            name: 'Fail when it destroys data or cannot be judged',
            env: { CODE: '${{ steps.diff.outputs.code }}' },
            run: 'exit "$CODE"',
          },
        ],
      },
    },
  });
}

const DIFF = `out="$RUNNER_TEMP/impact"
mkdir -p "$out"
base="$(git rev-parse --short=12 HEAD^1)"
head="$(git rev-parse --short=12 HEAD)"
code=0
node_modules/.bin/pgplatform diff "$base" "$head" --json > "$out/impact.json" || code=$?
echo "code=$code" >> "$GITHUB_OUTPUT"
if [ "$code" -le 1 ]; then
  node_modules/.bin/pgplatform diff "$base" "$head" --format markdown >> "$GITHUB_STEP_SUMMARY" || [ $? -eq 1 ]
else
  cat "$out/impact.json"
  echo '{}' > "$out/impact.json"
  echo 'What this change does to the databases **could not be judged**: the log of the check says why.' >> "$GITHUB_STEP_SUMMARY"
fi
`;
