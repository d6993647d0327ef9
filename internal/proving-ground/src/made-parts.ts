import { now, secondsSince } from './clock';
import { makePart } from './go';
import type { Part } from './part';
import { PartCache } from './part-cache';
import { Obstacle } from './trouble';

/**
 * Makes every part that is not there, and prints how long that took and what is left.
 *
 * @param time milliseconds for all of it; an Obstacle when they are over
 * @param print takes a line
 * @returns name and version of each part -> its folder
 */
export async function makeParts(
  parts: readonly Part[],
  time: number | undefined,
  print: (line: string) => void,
): Promise<Record<string, string>> {
  const signal = time === undefined ? undefined : AbortSignal.timeout(time);
  const cache = new PartCache((part, folder) => makePart(part, folder, signal));
  const missing = parts.filter((part) => !cache.has(part));
  let left = missing.reduce((total, { seconds }) => total + seconds, 0);
  if (missing.length > 0) {
    print(`${missing.length} of ${parts.length} parts are to be made, about ${minutes(left)} on an idle machine of two cores`);
  }
  const folders: Record<string, string> = {};
  for (const part of parts) {
    const started = now();
    const isNew = !cache.has(part);
    const key = `${part.name} ${part.version}`;
    folders[key] = await cache.get(part).catch((error) => {
      throw signal?.aborted
        ? new Obstacle(
            `${key} was not built in time; what was built is kept, about ${minutes(left)} are left of an idle machine.`,
          )
        : error;
    });
    if (isNew) {
      left -= part.seconds;
      print(`ok    ${key}  ${secondsSince(started)} s${left > 0 ? `, about ${minutes(left)} left` : ''}`);
    }
  }
  return folders;
}

const minutes = (seconds: number) => (seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`);
