import { LIMITS } from '../limits';

/** Takes one letter, or any number of them. */
type Part = { readonly many: boolean; takes(letter: string): boolean };

/** Alternatives `{a,b}` are followed up to so many patterns. */
const MOST_ALTERNATIVES = 256;

/** A glob that paths are compared with. */
export type ArgoGlob = {
  /** How many comparisons one path takes. */
  readonly alternatives: number;
  /** Whether it is the whole of a path. */
  matches(path: string): boolean;
};

/**
 * A glob of Argo CD: `*` and `**` stand for anything, slashes too, `?` for one letter, `[a-z]` and `[!a]` for one of some, `{a,b}` for either
 * (github.com/gobwas/glob, compiled without separators by argo-cd util/glob). Nothing when it is too long or has too many alternatives.
 */
export function argoGlob(pattern: string): ArgoGlob | undefined {
  const all = pattern.length > LIMITS.graph.pattern ? undefined : alternatives(pattern)?.map(parts);
  return all && { alternatives: all.length, matches: (path) => all.some((one) => matches(one, path)) };
}

/** The patterns without braces that a pattern stands for. */
function alternatives(pattern: string): string[] | undefined {
  const done: string[] = [];
  const open = [pattern];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const inner = /\{([^{}]*)\}/.exec(one);
    if (!inner) done.push(one);
    else {
      const [whole, choices] = inner;
      for (const choice of choices.split(','))
        open.push(one.slice(0, inner.index) + choice + one.slice(inner.index + whole.length));
    }
    if (done.length + open.length > MOST_ALTERNATIVES) return undefined;
  }
  return done;
}

function parts(pattern: string): Part[] {
  return (pattern.match(/\*+|\[!?[^\]]+\]|\\.|./gsu) ?? []).map((one) => {
    if (one.startsWith('*')) return { many: true, takes: () => true };
    if (one === '?') return { many: false, takes: () => true };
    if (one.length > 2 && one.startsWith('[')) return letterOf(one.slice(1, -1));
    const letter = one.startsWith('\\') && one.length > 1 ? one.slice(1) : one;
    return { many: false, takes: (given) => given === letter };
  });
}

function letterOf(text: string): Part {
  const isNot = text.startsWith('!');
  const set = isNot ? text.slice(1) : text;
  const range = /^(.)-(.)$/su.exec(set);
  const has = (letter: string) => (range ? letter >= range[1] && letter <= range[2] : set.includes(letter));
  return { many: false, takes: (letter) => has(letter) !== isNot };
}

/** One pass over the text, with all places of the pattern that are reached so far. */
function matches(pattern: readonly Part[], text: string): boolean {
  let places = behindStars(pattern, new Set([0]));
  for (const letter of text) {
    const next = new Set<number>();
    for (const place of places) {
      const part = pattern[place];
      if (part?.takes(letter)) next.add(part.many ? place : place + 1);
    }
    places = behindStars(pattern, next);
    if (places.size === 0) return false;
  }
  return places.has(pattern.length);
}

function behindStars(pattern: readonly Part[], places: Set<number>): Set<number> {
  for (const place of places) if (pattern[place]?.many) places.add(place + 1);
  return places;
}
