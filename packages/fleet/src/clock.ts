/** The machine's clock, in milliseconds since 1970: what GitHub's limits and tokens are measured by. Nothing else here reads it. */
export function clockTime(): number {
  return Date.now();
}
