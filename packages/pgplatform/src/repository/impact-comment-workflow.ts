import type { RepositoryFile } from '../repository-file';
import { IMPACT_COMMENT } from './impact-comment';
import { workflowFile } from './workflow-file';

/**
 * `.github/workflows/impact-comment.yml`: posts what impact.yml found as one comment, updated in place.
 *
 * It can write to pull requests, also those from forks, so it checks nothing out and runs nothing that a pull request brings:
 * of the report only verdicts and names are posted, and GitHub says which pull request it belongs to.
 */
export function impactCommentWorkflow(): RepositoryFile {
  const { path, text } = workflowFile({
    name: 'impact-comment',
    on: { workflow_run: { workflows: ['impact'], types: ['completed'] } },
    permissions: {},
    concurrency: {
      group:
        'impact-comment-${{ github.event.workflow_run.head_repository.full_name }}-${{ github.event.workflow_run.head_branch }}',
      'cancel-in-progress': false,
    },
    jobs: {
      comment: {
        if: "github.event.workflow_run.event == 'pull_request' && github.event.workflow_run.conclusion != 'cancelled'",
        'runs-on': 'ubuntu-latest',
        'timeout-minutes': 5,
        permissions: { actions: 'read', 'pull-requests': 'write' },
        steps: [
          {
            name: 'Comment',
            env: {
              GH_TOKEN: '${{ github.token }}',
              RUN_ID: '${{ github.event.workflow_run.id }}',
              RUN_URL: '${{ github.event.workflow_run.html_url }}',
              HEAD_OWNER: '${{ github.event.workflow_run.head_repository.owner.login }}',
              HEAD_REPOSITORY: '${{ github.event.workflow_run.head_repository.full_name }}',
              HEAD_BRANCH: '${{ github.event.workflow_run.head_branch }}',
              HEAD_SHA: '${{ github.event.workflow_run.head_sha }}',
            },
            run: COMMENT,
          },
        ],
      },
    },
  });
  return { path, text: text.replace('\n  workflow_run:\n', `\n  workflow_run: # ${TRIGGER}\n`) };
}

/** For zizmor, which asks about every `workflow_run`. */
const TRIGGER =
  'zizmor: ignore[dangerous-triggers] nothing is checked out or run here, and of the artifact only verdicts and names are taken';

const COMMENT = `export GH_HOST="\${GITHUB_SERVER_URL#https://}" GH_ENTERPRISE_TOKEN="$GH_TOKEN"
repository="repos/$GITHUB_REPOSITORY"

found="$(gh api "$repository/actions/runs/$RUN_ID/artifacts" --jq '.artifacts[] | select(.name == "impact" and .size_in_bytes < 1000000) | .id')"
if [ -z "$found" ]; then
  echo "The run left no report."
  exit 0
fi
numbers="$(gh api --method GET "$repository/pulls" -f state=open -f "head=$HEAD_OWNER:$HEAD_BRANCH" --jq '.[] | select(.head.sha == env.HEAD_SHA and .head.repo.full_name == env.HEAD_REPOSITORY) | .number')"
if [ "$(grep -c . <<< "$numbers")" -ne 1 ]; then
  echo "Not the head of one open pull request any more: $HEAD_SHA"
  exit 0
fi

gh run download "$RUN_ID" --repo "$GH_HOST/$GITHUB_REPOSITORY" --name impact --dir "$RUNNER_TEMP/impact"
report="$RUNNER_TEMP/impact/impact.json"
if [ ! -f "$report" ] || [ -L "$report" ] || [ "$(wc -c < "$report")" -gt 10000000 ]; then
  echo "The artifact is no report."
  exit 1
fi
jq -rs '${IMPACT_COMMENT}' "$report" > "$RUNNER_TEMP/comment.md"

comment="$(gh api --paginate "$repository/issues/$numbers/comments" --jq '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- pgplatform:impact -->"))) | .id' | sed -n 1p)"
if [ -n "$comment" ]; then
  gh api --method PATCH "$repository/issues/comments/$comment" -F "body=@$RUNNER_TEMP/comment.md" --silent
else
  gh api "$repository/issues/$numbers/comments" -F "body=@$RUNNER_TEMP/comment.md" --silent
fi
`;
