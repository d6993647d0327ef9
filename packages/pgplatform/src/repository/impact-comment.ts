/**
 * A report of `pgplatform diff --json` as a comment, for `jq --raw-output --slurp`; `RUN_URL` is in the environment.
 *
 * The report comes from code of a pull request: of it the comment has verdicts that exist, numbers, and names. A name keeps letters, digits
 * and `. _ / [ ] -` in a code span: nothing that Markdown, HTML, a mention or a link could be made of. The first line says whose words these are.
 */
export const IMPACT_COMMENT = `def verdict: if IN("none", "deferred", "reload", "volume resize", "restart", "rolling update", "switchover", "new backup archive",
  "offline major upgrade", "unknown", "rejected", "outage", "destroys data") then "**\\(.)**" else "could not be judged" end;
def code: "\`\\(tostring | .[0:120] | gsub("[^A-Za-z0-9 ._/\\\\[\\\\]-]"; "?") | if test("[^ ]") then . else "?" end)\`";
def items: [.[]? | objects];
def short($most): if length > $most then .[0:$most] + ["\\(length - $most) more"] else . end | join(", ");
def fields: .changes | items | map(if .path == "" then .object else .path end | code) | short(5);
def table($most; head; row): if length == 0 then [] else [
  ([head, "|---|---|---|"] + (.[0:$most] | map(row)) + if length > $most then ["| \\(length - $most) more | | |"] else [] end | join("\\n"))
] end;
(.[0] | if type == "object" then . else {} end)
| [
    "_Judged in [a run](\\(env.RUN_URL)) by the packages of this pull request: its author can make them say anything._",
    "### What this does to the databases: \\(.worst | verdict)"
  ]
  + (.databases | items | map(select(.changes | items != []))
      | table(40; "| Database | Verdict | What changes |"; "| \\("\\(.namespace)/\\(.cluster)" | code) | \\(.verdict | verdict) | \\(fields) |"))
  + (.applications | items
      | table(20; "| Application | Verdict | What goes with it |"; "| \\(.name | code) | \\(.effect | verdict) | \\([.deletes[]? | code] | short(5)) |"))
  + ["Why, what clients notice, and the way back: in the summary of that run."]
| "<!-- pgplatform:impact -->\\n" + join("\\n\\n")
`;
