/** Letters of the longest name that anybody mistypes: comparing longer ones takes their length times that of each known name. */
const LONGEST = 100;

/** The known name that a mistyped one was probably meant to be, or that begins with it; nothing when none is near. */
export function nearestName(typed: string, known: readonly string[]): string | undefined {
  if (typed.length > LONGEST) return undefined;
  const limit = typed.length < 4 ? 1 : Math.max(2, Math.floor(typed.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase());
    if (distance <= limit && (!best || distance < best.distance)) {
      best = { name, distance };
    }
  }
  return best?.name ?? (typed.length < 4 ? undefined : known.find((name) => name.toLowerCase().startsWith(typed.toLowerCase())));
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    before = previous;
    previous = row;
  }
  return previous[b.length];
}
