/** What a repository tells, or why it cannot be known from it. Nothing is guessed. */
export type Fact<T> = { readonly known: T } | { readonly unknown: string };

/** The value of a fact; nothing when it is not known. */
export function knownOf<T>(fact: Fact<T>): T | undefined {
  return 'known' in fact ? fact.known : undefined;
}
