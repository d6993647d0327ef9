import { SCHEMA_PROJECTS, type SchemaProject } from '@pgplatform/facts';
import { FactSet } from './fact-set';

/** The facts that count for an object, and where else to look for what they lack. */
export interface Facts {
  readonly set: FactSet;
  /** Names of the other sets of the same project, newest first. */
  readonly others: readonly string[];
  /** We know every kind of the object's group. */
  readonly whole: boolean;
}

const known = new Map<string, Facts>();

/** The facts for an API group under an operator version, or nothing when we know nothing about the group; put together once. */
export function factsFor(group: string, operatorVersion: string): Facts | undefined {
  const project = SCHEMA_PROJECTS.find((candidate) => candidate.group === group);
  if (!project) return undefined;
  const key = `${group} ${operatorVersion}`;
  const facts = known.get(key) ?? factsOf(project, operatorVersion);
  known.set(key, facts);
  return facts;
}

function factsOf({ group, sets, whole }: SchemaProject, operatorVersion: string): Facts {
  const name = group === 'postgresql.cnpg.io' ? cnpgSet(sets, operatorVersion) : sets[sets.length - 1];
  return { set: FactSet.named(name), others: sets.filter((other) => other !== name).reverse(), whole };
}

/** The newest set that is not newer than the operator; the oldest for what is older still, the newest for what is no version. */
function cnpgSet(sets: readonly string[], operatorVersion: string): string {
  const minor = minorOf(operatorVersion);
  return [...sets].reverse().find((set) => minorOf(set.slice('cnpg-'.length)) <= minor) ?? sets[0];
}

function minorOf(version: string): number {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  return major === undefined ? Number.POSITIVE_INFINITY : Number(major) * 1000 + Number(minor);
}
