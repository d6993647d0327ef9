const SUBJECT = Symbol.for('@pgplatform/core.subject');

/** Judges an object. An error on the way, which is a mistake of ours, says which object it was: see `errorSubject`. */
export function judging<T>(subject: string, judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof Error && !Object.hasOwn(error, SUBJECT)) Object.defineProperty(error, SUBJECT, { value: subject });
    throw error;
  }
}

/** What was judged when an error came; nothing when nobody said so. */
export function errorSubject(error: unknown): string | undefined {
  return (error as { [SUBJECT]?: string } | undefined)?.[SUBJECT];
}
