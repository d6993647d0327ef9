/** The commands in a piece of shell: lines, commands in `$( )`, both sides of `|` and `&&`; here-documents are left out. */
export function shellCommands(text: string): string[][] {
  const lines: string[] = [];
  let until: string | undefined;
  for (const line of text.split('\n')) {
    if (until === undefined) {
      until = /<<'(\w+)'/.exec(line)?.[1];
      lines.push(line.replace(/ <<'\w+'/, ''));
    } else if (line === until) {
      until = undefined;
    }
  }
  return lines.flatMap((line) => {
    const inner: string[] = [];
    const outer = line.replace(/"?\$\(([^)]*)\)"?/g, (_, command) => {
      inner.push(command);
      return 'SUBSTITUTED';
    });
    return [...inner, ...splitOutsideQuotes(outer)].map(words);
  });
}

/** The words of a command, without their quotes. */
function words(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}

function splitOutsideQuotes(line: string): string[] {
  const quoted: string[] = [];
  const open = line.replace(/'[^']*'|"[^"]*"/g, (text) => `«${quoted.push(text) - 1}»`);
  return open.split(/\s(?:\||&&)\s/).map((part) => part.replace(/«(\d+)»/g, (_, i) => quoted[Number(i)]).trim());
}
