/**
 * Whether a pattern is the whole of a text. `*` stands for any characters, `?` for one; where there is a separator neither stands for
 * that, and `**` does. Every other character is itself, upper and lower case are two.
 *
 * One pass over the text, with all places of the pattern that are reached so far: at most (length of pattern) × (length of text) steps,
 * whatever the pattern is.
 *
 * @param separator one character, for example `/` @default - none: `*` and `**` are the same
 */
export function matchGlob(pattern: string, text: string, separator?: string): boolean {
  const parts = pattern.match(/\*+|./gsu) ?? [];
  const takes = (part: string, letter: string) =>
    part.startsWith('**') || part === letter || ((part === '*' || part === '?') && letter !== separator);
  let places = withSkipped(parts, [0]);
  for (const letter of text) {
    const next: number[] = [];
    for (const place of places) {
      const part = parts[place];
      if (part === undefined || !takes(part, letter)) continue;
      next.push(part.startsWith('*') ? place : place + 1);
    }
    places = withSkipped(parts, next);
    if (places.length === 0) return false;
  }
  return places.at(-1) === parts.length;
}

/** Places in rising order, each once, and those behind a star, which may stand for nothing. */
function withSkipped(parts: readonly string[], places: readonly number[]): number[] {
  const all: number[] = [];
  for (let place of places) {
    if (place <= (all.at(-1) ?? -1)) continue;
    all.push(place);
    while (parts[place]?.startsWith('*')) all.push(++place);
  }
  return all;
}
