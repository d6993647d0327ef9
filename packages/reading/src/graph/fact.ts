/** What a repository tells, or why it cannot be known from it. Nothing is guessed. */
export type Fact<T> = { readonly known: T } | { readonly unknown: string };
