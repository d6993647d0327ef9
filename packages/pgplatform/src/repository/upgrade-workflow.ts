import type { RepositoryFile } from '../repository-file';
import { checkout, installPackages, workflowFile } from './workflow-file';

/**
 * `.github/workflows/upgrade.yml`: every week one pull request that upgrades the packages, by hand also one that makes the next step
 * towards a platform release; the impact is its text, the worst verdict its label.
 *
 * Two jobs: the one that runs the packages' code can only read, and hands a patch over; the one that can write runs none of it.
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
      jobs: { prepare: prepareJob(), publish: publishJob() },
    },
    [
      'The pull request needs Settings > Actions > General > "Allow GitHub Actions to create and approve pull requests".',
      'With the token of Actions it has two limits, both of GitHub: its checks start only when somebody closes and opens it',
      'again, and it cannot change files in .github/workflows, which an upgrade sometimes does. The optional secret',
      'PGPLATFORM_TOKEN (of a GitHub App, or fine-grained: contents, pull requests and workflows, to write) lifts both; it is',
      'given to the job that runs no code of the packages. Workflow files in its pull requests are written by the packages all',
      'the same: read them before you merge.',
    ],
  );
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
      { name: 'Upgrade', id: 'upgrade', env: { TO: '${{ inputs.to }}' }, run: UPGRADE },
      {
        name: 'Hand the change over',
        if: "steps.upgrade.outputs.changed == 'true'",
        uses: 'actions/upload-artifact@v4',
        with: { name: 'upgrade', path: '${{ runner.temp }}/upgrade', 'retention-days': 5 },
      },
      {
        name: 'Fail when something has to be done by hand',
        env: { CODE: '${{ steps.upgrade.outputs.code }}' },
        run: 'exit "$CODE"',
      },
    ],
  };
}

function publishJob(): object {
  return {
    needs: 'prepare',
    if: "!cancelled() && needs.prepare.outputs.changed == 'true'",
    'runs-on': 'ubuntu-latest',
    'timeout-minutes': 10,
    permissions: { contents: 'write', 'pull-requests': 'write' },
    steps: [
      checkout(),
      {
        uses: 'actions/download-artifact@v4',
        with: { name: 'upgrade', path: '${{ runner.temp }}/upgrade' },
      },
      {
        name: 'Open or update the pull request',
        env: {
          GH_TOKEN: '${{ secrets.PGPLATFORM_TOKEN || github.token }}',
          OWN_TOKEN: "${{ secrets.PGPLATFORM_TOKEN != '' }}",
        },
        run: PUBLISH,
      },
    ],
  };
}

/** Leaves body.md, upgrade.json, title, verdict and upgrade.patch; a change that stopped half way (2, 3) is none. */
const UPGRADE = `out="$RUNNER_TEMP/upgrade"
mkdir -p "$out"
code=0
node_modules/.bin/pgplatform upgrade \${TO:+"--to=$TO"} --body "$out/body.md" --json > "$out/upgrade.json" || code=$?
cat "$out/upgrade.json"
echo "code=$code" >> "$GITHUB_OUTPUT"
if [ "$code" -gt 1 ]; then
  exit 0
fi
git add -A
git diff --staged --full-index --binary "$GITHUB_SHA" > "$out/upgrade.patch"
if [ -s "$out/upgrade.patch" ]; then
  node -p "JSON.parse(fs.readFileSync(process.argv[1])).title" "$out/upgrade.json" > "$out/title"
  node -p "JSON.parse(fs.readFileSync(process.argv[1])).worst" "$out/upgrade.json" > "$out/verdict"
  cat "$out/body.md" >> "$GITHUB_STEP_SUMMARY"
  echo "changed=true" >> "$GITHUB_OUTPUT"
fi
`;

const PUBLISH = `in="$RUNNER_TEMP/upgrade"
export GH_HOST="\${GITHUB_SERVER_URL#https://}" GH_ENTERPRISE_TOKEN="$GH_TOKEN"
branch=pgplatform/upgrade
bot='41898282+github-actions[bot]@users.noreply.github.com'
repository="repos/$GITHUB_REPOSITORY"

# Everything that was handed over comes from code that nobody here wrote: data, cut to a length, never part of a command.
if [ -n "$(find "$in" -mindepth 1 ! -type f)" ]; then
  echo "::error::What was handed over is not only files."
  exit 1
fi
title="$(head -n 1 "$in/title")"
title="\${title:0:200}"
verdict="$(head -n 1 "$in/verdict" | grep -xE '[a-z ]{1,30}' || echo unknown)"
marker="<!-- pgplatform:upgrade $(git patch-id --stable < "$in/upgrade.patch" | cut -d ' ' -f 1) -->"
{ head -c 60000 "$in/body.md"; printf '\\n\\n%s\\n' "$marker"; } > "$RUNNER_TEMP/body.md"

pulls() {
  gh api --method GET "$repository/pulls" -f "head=$GITHUB_REPOSITORY_OWNER:$branch" -f per_page=1 -f "state=$1" --jq "$2"
}
number="$(pulls open '.[0].number // empty')"
closed="$(pulls closed '.[0] // empty | select(.merged_at == null) | .body // empty')"
if [ -z "$number" ] && [[ "$closed" == *"$marker"* ]]; then
  echo "::notice::Somebody closed the pull request with this very change: it stays closed."
  exit 0
fi

git apply --index --whitespace=nowarn "$in/upgrade.patch"
workflows="$(git diff --cached --name-only -- .github/workflows)"
if [ -n "$workflows" ] && [ "$OWN_TOKEN" != true ]; then
  echo "::error::The upgrade changes files in .github/workflows, which the token of Actions may not: set the secret PGPLATFORM_TOKEN (see the top of upgrade.yml), or upgrade by hand with npx projen upgrade."
  exit 1
fi
git -c user.name='github-actions[bot]' -c user.email="$bot" commit --quiet --no-verify -m "$title"

# The token goes from the environment to git: it is in no argument and no file.
remote() {
  # shellcheck disable=SC2016
  git -c credential.helper= -c credential.helper='!f() { [ "$1" = get ] && printf "username=x-access-token\\npassword=%s\\n" "$GH_TOKEN"; }; f' "$@"
}
there="$(remote ls-remote origin "refs/heads/$branch" | cut -f 1)"
if [ -n "$there" ]; then
  remote fetch --quiet --no-tags --depth 1 origin "$there"
  if [ "$(git show --no-patch --format=%ce "$there")" != "$bot" ]; then
    echo "::warning::Somebody else pushed to $branch: it stays as it is. Merge or delete it."
    exit 0
  fi
fi
if [ -n "$there" ] && [ "$(git cat-file -p "$there" | grep -E '^(tree|parent) ')" = "$(git cat-file -p HEAD | grep -E '^(tree|parent) ')" ]; then
  echo "The branch is up to date."
else
  remote push --quiet --force-with-lease="refs/heads/$branch:$there" origin "HEAD:refs/heads/$branch"
fi

if [ -n "$number" ]; then
  gh api --method PATCH "$repository/pulls/$number" -f "title=$title" -F "body=@$RUNNER_TEMP/body.md" --silent
else
  number="$(gh api "$repository/pulls" -f "title=$title" -f "head=$branch" -f "base=$GITHUB_REF_NAME" -F "body=@$RUNNER_TEMP/body.md" --jq .number)"
fi

label="pgplatform: $verdict"
case "$verdict" in
  none | deferred | reload) color=0e8a16 ;;
  rejected | outage | 'destroys data') color=b60205 ;;
  *) color=fbca04 ;;
esac
known="$(gh api --paginate "$repository/labels" --jq '.[].name')"
if ! grep -qixF "$label" <<< "$known"; then
  gh api "$repository/labels" -f "name=$label" -f "color=$color" -f 'description=The worst that this change does to a database' --silent
fi
labels=(-f "labels[]=$label")
while IFS= read -r other; do
  labels+=(-f "labels[]=$other")
done < <(gh api "$repository/issues/$number/labels" --jq '.[].name | select(startswith("pgplatform: ") | not)')
gh api --method PUT "$repository/issues/$number/labels" "\${labels[@]}" --silent
echo "Pull request $number: $title"
`;
