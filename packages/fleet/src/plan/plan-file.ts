import { once } from 'node:events';
import * as fs from 'node:fs';
import { finished } from 'node:stream/promises';
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
  const stream = fs.createWriteStream(partial);
  const write = async (text: string) => {
    if (!stream.write(text)) await once(stream, 'drain');
  };
  try {
    await write(`${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "repositories": [`);
    let separator = '\n';
    for await (const repository of repositories) {
      each(repository);
      await write(`${separator}    ${JSON.stringify(repository)}`);
      separator = ',\n';
    }
    stream.end(`\n  ],\n  "cost": ${JSON.stringify(cost())}\n}\n`);
    await finished(stream);
    fs.renameSync(partial, file);
  } finally {
    stream.destroy();
    fs.rmSync(partial, { force: true });
  }
}
