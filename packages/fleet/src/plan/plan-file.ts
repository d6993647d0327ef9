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

const [OPEN, LINE, CLOSE] = ['\n  "repositories": [\n', '\n', '\n  ],\n'];

/** A plan in JSON. As `writePlanFile` lays it out, it may be longer than a text can be. Throws a SyntaxError. */
export function parsePlan(bytes: Buffer): unknown {
  try {
    return parseLines(bytes);
  } catch {
    return JSON.parse(bytes.toString()); // somebody has laid it out in another way
  }
}

function parseLines(bytes: Buffer): unknown {
  const start = bytes.indexOf(OPEN) + OPEN.length;
  const close = bytes.lastIndexOf(CLOSE);
  const frame = JSON.parse(`${bytes.subarray(0, start)}${bytes.subarray(close + LINE.length)}`);
  const repositories: unknown[] = [];
  for (let at = start; at < close; ) {
    const end = bytes.indexOf(LINE, at);
    repositories.push(JSON.parse(bytes.toString('utf8', at, end).replace(/,$/, '')));
    at = end + LINE.length;
  }
  return { ...frame, repositories };
}
