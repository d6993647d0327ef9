import type { Capacity, Change } from './impact-report';

const MOST = 80;

/** `spec.instances: 3 → 2`, after the object where it is another one than the Cluster. */
export function subject({ object, path, from, to }: Change): string {
  const [kind, , name] = object.split('/');
  const owner = kind === 'Cluster' ? '' : `${kind} ${name}`;
  const values = from === null && to === null ? '' : `${value(from)} → ${value(to)}`;
  return [[owner, path].filter(Boolean).join(' '), values].filter(Boolean).join(': ') || 'Cluster';
}

/** A value in one short line. */
export function value(given: unknown): string {
  if (given === null || given === undefined) return '(none)';
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const line = text.replace(/\s+/g, ' ');
  return line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line;
}

/** `3 → 4 instances, CPU 3 → 4`: what differs, or nothing. */
export function capacityWords(before: Capacity, after: Capacity): string {
  const rows: readonly (readonly [string, string | number, string | number])[] = [
    ['databases', before.databases, after.databases],
    ['instances', before.instances, after.instances],
    ['CPU', before.cpu, after.cpu],
    ['memory', before.memory, after.memory],
    ['storage', before.storage, after.storage],
  ];
  return rows
    .filter(([, from, to]) => from !== to)
    .map(([name, from, to]) => `${name} ${from} → ${to}`)
    .join(', ');
}

/** Objects whose destruction nobody agreed to, each once. */
export function unagreed(changes: readonly Change[]): string[] {
  return [
    ...new Set(
      changes.filter(({ effect, acknowledged }) => effect === 'destroys data' && !acknowledged).map(({ object }) => object),
    ),
  ];
}

/** `postgres-prod/postgres-shared`; the cluster alone where nothing says which namespace. */
export function databaseName(namespace: string, cluster: string): string {
  return namespace ? `${namespace}/${cluster}` : cluster;
}
