/** The machine's clock, read here alone. Milliseconds since 1970. */
export function now(): number {
  return Date.now();
}

/** Milliseconds since this process started. */
export function uptime(): number {
  return process.uptime() * 1000;
}

/** Seconds since a moment, rounded. */
export function secondsSince(moment: number): number {
  return Math.round((now() - moment) / 1000);
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Asks again and again until there is an answer that is not undefined; after so many seconds throws what is awaited. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const end = now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (now() > end) {
      throw new Error(`${what}: not within ${seconds} s`);
    }
    await sleep(200);
  }
}
