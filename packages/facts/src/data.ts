import { join } from 'node:path';

/**
 * A table of the folder `data` that few commands need: a file of its own, read when first asked for.
 *
 * The small tables are required by their path, which puts them into the bundle.
 */
export function readData(name: string): any {
  return require(join(__dirname, '../data', `${name}.json`));
}
