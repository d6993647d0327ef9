import type { EnvironmentFacts } from '../environment-facts';
import { type Block, fence } from '../markdown';

/** One command for each environment, in one block. */
export function each(environments: EnvironmentFacts[], command: (environment: EnvironmentFacts) => string): Block {
  return fence('sh', environments.map(command));
}
