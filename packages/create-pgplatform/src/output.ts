/** What a terminal takes for a command, or for the direction of a text. */
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu;
/** What a runner of GitHub takes for a command. */
const WORKFLOW_COMMAND = /^([^\S\n]*):(?=:)|#(?=#\w*\[)/gm;

/** Prints a line; what is no letter of it is there as `\u{1b}`. Nothing else prints, but the questions. */
export function printLine(text: string, stream: NodeJS.WritableStream = process.stdout): void {
  const shown = text
    .replace(/\r\n/g, '\n')
    .replace(UNPRINTABLE, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`)
    .replace(WORKFLOW_COMMAND, (_, blanks?: string) => (blanks === undefined ? '\\u{23}' : `${blanks}\\u{3a}`));
  stream.write(`${shown}\n`);
}

/** Prints a failure. */
export function printFailure(text: string): void {
  printLine(text, process.stderr);
}
