/** Control characters, halves of a surrogate pair, separators of lines, marks of direction, and the mark of byte order. */
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu;

/**
 * What GitHub's runner takes for a command: `::` after the blanks of a line, `##[` anywhere in it.
 * Source: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const WORKFLOW_COMMAND = /^([^\S\n]*):(?=:)|#(?=#\w*\[)/gm;

/**
 * A text as it may be printed: what a terminal could take for a command is there as `\u{1b}`; newlines and tabs stay. On a runner
 * of GitHub no line of it is a command either.
 *
 * @param env `GITHUB_ACTIONS` is set on such a runner
 */
export function printable(text: string, env: { readonly GITHUB_ACTIONS?: string } = {}): string {
  const shown = text.replace(/\r\n/g, '\n').replace(UNPRINTABLE, (char) => `\\u{${hex(char)}}`);
  return env.GITHUB_ACTIONS
    ? shown.replace(WORKFLOW_COMMAND, (_, blanks?: string) => (blanks === undefined ? '\\u{23}' : `${blanks}\\u{3a}`))
    : shown;
}

/** The same JSON, with nothing in it that a terminal or a runner could take for a command: it reads as it did. */
export function printableJson(json: string): string {
  const escaped = (char: string) => `\\u${hex(char).padStart(4, '0')}`;
  return json.replace(UNPRINTABLE, escaped).replace(/#(?=#\w*\[)/g, escaped);
}

function hex(char: string): string {
  return char.charCodeAt(0).toString(16);
}
