import { matchGlob } from '@pgplatform/core';
import { compareEffects, type Effect } from '@pgplatform/impact';
import type { FleetConfig } from './fleet-config';

/**
 * The ring of a repository: the first that takes its name and its verdict. The last ring takes whatever is left.
 *
 * @param verdict the worst that the change does to one of its databases
 */
export function ringOf(config: Pick<FleetConfig, 'rings'>, name: string, verdict: Effect): string {
  const takes = ({ names, upTo }: FleetConfig['rings'][number]) =>
    (names === undefined || names.some((pattern) => matchesName(pattern, name))) &&
    (upTo === undefined || compareEffects(verdict, upTo) <= 0);
  return (config.rings.find(takes) ?? config.rings[config.rings.length - 1]).name;
}

/** Whether a name has a pattern: `*` stands for any letters. Upper and lower case are one, as at GitHub. */
export function matchesName(pattern: string, name: string): boolean {
  return matchGlob(pattern.toLowerCase(), name.toLowerCase());
}
