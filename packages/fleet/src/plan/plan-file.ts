import * as fs from 'node:fs/promises';
import type { PlannedRepository } from '../fleet-plan';
import type { PlanDraft } from '../plan';

/**
 * Writes plan.json while the plan is made, one repository a line, so that a fleet of any size fits. The file is there when it is
 * whole, and not before.
 *
 * @param each told of every repository
 */
export async function writePlanFile(
  file: string,
  { head, repositories, cost }: PlanDraft,
  each: (repository: PlannedRepository) => void,
): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  const handle = await fs.open(partial, 'w');
  try {
    await handle.write(`${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "repositories": [`);
    let separator = '\n';
    for await (const repository of repositories) {
      each(repository);
      await handle.write(`${separator}    ${JSON.stringify(repository)}`);
      separator = ',\n';
    }
    await handle.write(`\n  ],\n  "cost": ${JSON.stringify(cost())}\n}\n`);
    await fs.rename(partial, file);
  } finally {
    await handle.close();
    await fs.rm(partial, { force: true });
  }
}
