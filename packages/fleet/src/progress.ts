/** How long work tells of itself. */
export interface Progress {
  /** A phase begins: what it does, and on how many. */
  begin(what: string, total: number): void;
  /** One more is done. */
  advance(name: string): void;
  end(): void;
}
