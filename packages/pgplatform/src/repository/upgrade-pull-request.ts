import { READ_CHANGE } from './upgrade-change';

/**
 * Makes tree, commit, branch and pull request of a change through GitHub's API. There is no checkout and no git, so neither a filter nor
 * a hook, and no host but GitHub's that could be given the token.
 */
export const PUBLISH = `${READ_CHANGE}
export GH_HOST="\${GITHUB_SERVER_URL#https://}" GH_ENTERPRISE_TOKEN="$GH_TOKEN"
branch=pgplatform/upgrade
bot='41898282+github-actions[bot]@users.noreply.github.com'
repository="repos/$GITHUB_REPOSITORY"

title="$(jq -r '.title | tostring | gsub("[^A-Za-z0-9 .,:;()_+-]"; "?") | .[0:200]' "$change")"
marker="<!-- pgplatform:upgrade $(jq -cS .files "$change" | sha256sum | cut -d ' ' -f 1) -->"
{
  printf '%s\\n_This text is by the packages that are installed here, in [a run](%s); the label is by those of %s._\\n\\n' "$marker" "$RUN_URL" "$GITHUB_REF_NAME"
  # Nobody is called, and nothing of it is hidden.
  jq -r '.body | tostring | gsub("&(?:#0*64|#x0*40|commat);"; "@"; "i") | gsub("@(?!pgplatform/)"; "@\\u200b") | gsub("<!--[^>]*-->"; "") | gsub("<!"; "&lt;!") | .[0:60000]' "$change"
} > "$RUNNER_TEMP/body.md"

pulls() {
  gh api --method GET "$repository/pulls" -f "head=$GITHUB_REPOSITORY_OWNER:$branch" -f per_page=1 -f "state=$1" --jq "$2"
}
number="$(pulls open '.[0].number // empty')"
closed="$(pulls closed '.[0] // empty | select(.merged_at == null) | .body // empty')"
if [ -z "$number" ] && [[ "$closed" == *"$marker"* ]]; then
  echo "::notice::Somebody closed the pull request with this very change: it stays closed."
  exit 0
fi

base="$(gh api "$repository/git/commits/$GITHUB_SHA" --jq .tree.sha)"
tree="$(jq --arg base "$base" '{base_tree: $base, tree: [.files[] | {path, mode: (.mode // "100644"), type: "blob"} + if .mode then {content} else {sha: null} end]}' "$change" | gh api "$repository/git/trees" --input - --jq .sha)"
there="$(gh api "$repository/git/matching-refs/heads/$branch" --jq '.[] | select(.ref == "refs/heads/pgplatform/upgrade") | .object.sha')"
held="$bot "
if [ -n "$there" ]; then
  held="$(gh api "$repository/git/commits/$there" --jq '"\\(.committer.email) \\(.tree.sha) \\(.parents | map(.sha) | join(" "))"')"
fi
case "$held" in
  "$bot $tree $GITHUB_SHA")
    echo "The branch is up to date."
    ;;
  "$bot "*)
    commit="$(jq -n --arg message "$title" --arg tree "$tree" --arg parent "$GITHUB_SHA" --arg email "$bot" '{$message, $tree, parents: [$parent], author: {name: "github-actions[bot]", $email}}' | gh api "$repository/git/commits" --input - --jq .sha)"
    # Fails when somebody else moves the branch at the same time.
    # shellcheck disable=SC2016
    gh api graphql -f 'query=mutation($repository: ID!, $name: GitRefname!, $before: GitObjectID!, $after: GitObjectID!) {
      updateRefs(input: {repositoryId: $repository, refUpdates: [{name: $name, beforeOid: $before, afterOid: $after, force: true}]}) { clientMutationId }
    }' -f "repository=$(gh api "$repository" --jq .node_id)" -f "name=refs/heads/$branch" -f "before=\${there:-0000000000000000000000000000000000000000}" -f "after=$commit" --silent
    ;;
  *)
    echo "::warning::Somebody else pushed to $branch: it stays as it is. Merge or delete it."
    exit 0
    ;;
esac

if [ -n "$number" ]; then
  gh api --method PATCH "$repository/pulls/$number" -f "title=$title" -F "body=@$RUNNER_TEMP/body.md" --silent
else
  number="$(gh api "$repository/pulls" -f "title=$title" -f "head=$branch" -f "base=$GITHUB_REF_NAME" -F "body=@$RUNNER_TEMP/body.md" --jq .number)"
fi

verdict=unknown
if [ "$tree" = "$JUDGED_TREE" ]; then
  verdict="$JUDGED_VERDICT"
fi
case "$verdict" in
  none | deferred | reload) color=0e8a16 ;;
  rejected | outage | 'destroys data') color=b60205 ;;
  'volume resize' | restart | 'rolling update' | switchover | 'new backup archive' | 'offline major upgrade') color=fbca04 ;;
  *) verdict=unknown color=fbca04 ;;
esac
label="pgplatform: $verdict"
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
