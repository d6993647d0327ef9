import { FactSet } from './fact-set';

interface Project {
  /** API group of its kinds. */
  readonly group: string;
  /** We know every kind of the group. */
  readonly whole: boolean;
  /** Its sets, oldest first. */
  readonly sets: readonly string[];
}

const PROJECTS: readonly Project[] = [
  { group: 'postgresql.cnpg.io', whole: true, sets: ['cnpg-1.27.0', 'cnpg-1.28.0', 'cnpg-1.29.0', 'cnpg-1.30.0'] },
  { group: 'barmancloud.cnpg.io', whole: true, sets: ['barman-cloud-0.14.0'] },
  { group: 'bitnami.com', whole: true, sets: ['sealed-secrets-0.36.6'] },
  { group: 'argoproj.io', whole: false, sets: ['argo-cd-3.5.1'] },
  { group: 'monitoring.coreos.com', whole: false, sets: ['prometheus-operator'] },
  { group: 'kustomize.config.k8s.io', whole: true, sets: ['kustomize-4.5.4', 'kustomize-5'] },
];

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
  const project = PROJECTS.find((candidate) => candidate.group === group);
  if (!project) return undefined;
  const key = `${group} ${operatorVersion}`;
  const facts = known.get(key) ?? factsOf(project, operatorVersion);
  known.set(key, facts);
  return facts;
}

function factsOf({ group, sets, whole }: Project, operatorVersion: string): Facts {
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
