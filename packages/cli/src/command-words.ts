/**
 * Splits a command into words without a shell: blanks separate, quotes and backslashes keep together.
 *
 * Gives nothing for what would need a shell (pipes, variables, substitution, redirection) or does not end.
 */
export function commandWords(command: string): string[] | undefined {
  const words: string[] = [];
  let rest = command.trim();
  while (rest !== '') {
    const word = /^(?:[^\s'"\\|&;<>()$`]|\\.|'[^']*'|"(?:[^"\\$`]|\\.)*")+/s.exec(rest)?.[0];
    if (word === undefined) {
      return undefined;
    }
    words.push(
      word.replace(
        /\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)"/gs,
        (_, escaped, single, double) => escaped ?? single ?? double.replace(/\\(.)/gs, '$1'),
      ),
    );
    rest = rest.slice(word.length);
    if (rest !== '' && !/^\s/.test(rest)) {
      return undefined;
    }
    rest = rest.trimStart();
  }
  return words;
}
