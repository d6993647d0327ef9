import { READ_CHANGE } from './upgrade-change';

/**
 * What the change does, by the packages of the default branch: its own said that themselves. The change becomes a commit without a
 * work tree, so none of it is run, and no filter or hook of it either; the tree says later which change was judged.
 */
export const JUDGE = `${READ_CHANGE}
export GIT_INDEX_FILE="$RUNNER_TEMP/index"
git read-tree "$GITHUB_SHA"
count="$(jq '.files | length' "$change")"
for ((i = 0; i < count; i++)); do
  mode="$(jq -r --argjson i "$i" '.files[$i].mode // 0' "$change")"
  blob="$(jq -j --argjson i "$i" '.files[$i].content // ""' "$change" | git hash-object -w --stdin)"
  jq -r --argjson i "$i" --arg mode "$mode" --arg blob "$blob" '"\\($mode) \\($blob)\\t\\(.files[$i].path)"' "$change"
done > "$RUNNER_TEMP/entries"
git update-index --index-info < "$RUNNER_TEMP/entries"
tree="$(git write-tree)"
unset GIT_INDEX_FILE
commit="$(git -c user.name=pgplatform -c user.email=pgplatform@localhost commit-tree -p "$GITHUB_SHA" -m upgrade "$tree")"

code=0
node_modules/.bin/pgplatform diff "$GITHUB_SHA" "$commit" --json > "$RUNNER_TEMP/report.json" || code=$?
if [ "$code" -gt 1 ]; then
  cat "$RUNNER_TEMP/report.json"
  echo "::warning::The packages of the default branch cannot judge this change."
else
  echo "verdict=$(jq -r .worst "$RUNNER_TEMP/report.json")" >> "$GITHUB_OUTPUT"
fi
echo "tree=$tree" >> "$GITHUB_OUTPUT"
`;
