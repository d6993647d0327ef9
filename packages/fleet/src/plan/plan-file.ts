import { createHash } from 'node:crypto';
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
  const digest = new PlanDigest(head);
  try {
    await handle.write(`${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "repositories": [`);
    let separator = '\n';
    for await (const repository of repositories) {
      each(repository);
      digest.add(repository);
      await handle.write(`${separator}    ${JSON.stringify(repository)}`);
      separator = ',\n';
    }
    const costs = cost();
    await handle.write(`\n  ],\n  "cost": ${JSON.stringify(costs)},\n  "digest": "${digest.end(costs)}"\n}\n`);
    await fs.rename(partial, file);
  } finally {
    await handle.close();
    await fs.rm(partial, { force: true });
  }
}

/**
 * What ties a plan to what `fleet plan` wrote: a plan that was cut off, merged or edited since does not have it. It is no signature:
 * whoever can replace the file can write a digest too, so what a plan may do is judged as well.
 */
export class PlanDigest {
  private readonly hash = createHash('sha256');

  constructor(head: object) {
    this.add(head);
  }

  /** The digest of a plan as it was read. Throws a RangeError for one that is too deep. */
  static of({ digest: _, repositories, cost, ...head }: any): string {
    const digest = new PlanDigest(head);
    for (const repository of repositories) digest.add(repository);
    return digest.end(cost);
  }

  /** Adds the next repository: there may be more of them than fit into a text. */
  add(part: unknown): void {
    this.hash.update(`${JSON.stringify(part)}\n`);
  }

  end(cost: unknown): string {
    this.add(cost);
    return `sha256:${this.hash.digest('hex')}`;
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
