/**
 * Makes the upgrade and leaves it in `change.json`: `title`, `body`, and `files` with `path`, `mode` and `content`; a file without
 * content goes. What stopped half way (2, 3) is no change.
 */
export const MAKE_CHANGE = `out="$RUNNER_TEMP/upgrade"
mkdir -p "$out"
code=0
node_modules/.bin/pgplatform upgrade \${TO:+"--to=$TO"} --body "$RUNNER_TEMP/body.md" --json > "$RUNNER_TEMP/upgrade.json" || code=$?
cat "$RUNNER_TEMP/upgrade.json"
echo "code=$code" >> "$GITHUB_OUTPUT"
if [ "$code" -gt 1 ]; then
  exit 0
fi
git add -A
git diff --staged --raw -z --no-renames --no-abbrev "$GITHUB_SHA" > "$RUNNER_TEMP/entries"
if [ ! -s "$RUNNER_TEMP/entries" ]; then
  exit 0
fi
while IFS= read -r -d '' entry && IFS= read -r -d '' path; do
  read -r _ mode _ blob _ <<< "$entry"
  if [ "$mode" = 000000 ]; then
    jq -n --arg path "$path" '{$path}'
  else
    git cat-file blob "$blob" | jq -Rs --arg path "$path" --arg mode "$mode" '{$path, $mode, content: .}' > "$RUNNER_TEMP/file.json"
    if [ "$(jq -j .content "$RUNNER_TEMP/file.json" | git hash-object --stdin)" != "$blob" ]; then
      echo "::error::The upgrade writes a file that is no text: upgrade by hand."
      exit 1
    fi
    cat "$RUNNER_TEMP/file.json"
  fi
done < "$RUNNER_TEMP/entries" > "$RUNNER_TEMP/files.json"
jq -s --slurpfile upgrade "$RUNNER_TEMP/upgrade.json" --rawfile body "$RUNNER_TEMP/body.md" \\
  '{title: $upgrade[0].title, $body, files: .}' "$RUNNER_TEMP/files.json" > "$out/change.json"
cat "$RUNNER_TEMP/body.md" >> "$GITHUB_STEP_SUMMARY"
echo "changed=true" >> "$GITHUB_OUTPUT"
`;

/** Why a change is not taken, a line each. Names are made of plain letters: no second spelling of `.git` or `..` is left. */
const REFUSALS = `def is_name: type == "string" and length <= 500 and (test("[^A-Za-z0-9._/-]") | not);
def is_of_github: is_name and (ascii_downcase | startswith(".github/"));
def is_plain: is_name and . != "" and all(split("/")[]; . != "" and (endswith(".") | not)
  and ((ascii_downcase | startswith(".git") | not) or IN(".gitignore", ".gitattributes", ".gitkeep")));
def is_file: IN(.mode; "100644", "100755") and (.content | type == "string" and length <= 5000000);
def is_removed: .mode == null and .content == null;
if length != 1 or (.[0] | type) != "object" or (.[0].files | type) != "array" or (.[0].files | any(type != "object"))
then "It has another shape."
elif .[0].files | length > 1000 then "It has more than 1000 files."
elif .[0].files | (map(.path) | unique | length) != length then "It has a file twice."
else .[0].files | to_entries[] | .key as $i | .value
  | if .path | is_of_github then "It changes \\(.path)."
    elif .path | is_plain | not then "The path of file \\($i) is not made of plain names."
    elif is_file or is_removed | not then "\\(.path) is no text of at most 5 MB, or is to be a link or a module."
    else empty end
end`;

/**
 * Begins the script of each job that is handed a change: it ends there when the change is not plain files outside of `.github/`.
 *
 * Code that nobody here wrote made it, so it stays data: read by jq, and never run, checked out or named in a command.
 */
export const READ_CHANGE = `change="$RUNNER_TEMP/upgrade/change.json"
if [ ! -f "$change" ] || [ -L "$change" ] || [ "$(wc -c < "$change")" -gt 20000000 ]; then
  echo "::error::What was handed over is no file of at most 20 MB."
  exit 1
fi
refusals="$(jq -rs '${REFUSALS}' "$change")"
if [ -n "$refusals" ]; then
  if grep -q '^It changes ' <<< "$refusals"; then
    echo "::error::The upgrade changes files in .github/, which can run code with your secrets before anybody has read it. So a person makes it: npx projen upgrade on a branch of your own, or the command of this run with --to; read what it does in .github/, push it, open the pull request."
  else
    echo "::error::What was handed over is not taken: see the log."
  fi
  head -n 20 <<< "$refusals"
  exit 1
fi
`;
