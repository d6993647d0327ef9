import { plainText } from '@pgplatform/core';
import { parseQuantity } from '@pgplatform/preflight';
import type { Resource } from './comparison';
import type { Capacity } from './impact-report';
import { instancesOf } from './interruption';
import { volumesOf } from './shape';

const NANO = 1_000_000_000n;

/** What some Clusters ask for, all instances together. */
export function capacityOf(clusters: readonly Resource[]): Capacity {
  const all = clusters.map(({ object }) => object);
  const sum = (amount: (cluster: any) => bigint) =>
    all.reduce((total, cluster) => total + amount(cluster) * BigInt(countOf(cluster)), 0n);
  const request = (name: string) =>
    sum(({ spec }) => parseQuantity(spec?.resources?.requests?.[name] ?? spec?.resources?.limits?.[name]) ?? 0n);
  return {
    databases: all.length,
    instances: all.reduce((total, cluster) => total + countOf(cluster), 0),
    cpu: cores(request('cpu')),
    memory: bytes(request('memory')),
    storage: bytes(sum(volumes)),
  };
}

/** Instances that can be counted: `.nan` and `.inf` are none. */
function countOf(cluster: any): number {
  const instances = Math.trunc(instancesOf(cluster));
  return Number.isSafeInteger(instances) ? Math.max(0, instances) : 0;
}

function volumes({ spec }: any): bigint {
  return volumesOf(spec).reduce(
    (total: bigint, volume: any) =>
      total + (parseQuantity(volume?.size ?? volume?.pvcTemplate?.resources?.requests?.storage) ?? 0n),
    0n,
  );
}

function cores(nano: bigint): string {
  return nano % NANO === 0n ? plainText(nano / NANO) : `${(nano + 999_999n) / 1_000_000n}m`;
}

/** The largest binary unit that leaves a whole number. */
function bytes(nano: bigint): string {
  let value = (nano + NANO - 1n) / NANO;
  let unit = 0;
  const units = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];
  while (value > 0n && value % 1024n === 0n && unit < units.length - 1) {
    value /= 1024n;
    unit += 1;
  }
  return `${value}${units[unit]}`;
}
