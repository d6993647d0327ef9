/** Runs a function for every item, some at the same time. The first error ends it, after those that are under way. */
export async function each<T>(items: readonly T[], atOnce: number, run: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const errors: unknown[] = [];
  const worker = async () => {
    for (const item of left) {
      try {
        await run(item);
      } catch (error) {
        errors.push(error);
      }
      if (errors.length > 0) {
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  if (errors.length > 0) {
    throw errors[0];
  }
}
