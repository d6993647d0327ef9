import { plainText } from '@pgplatform/core';
import { parseQuantity } from '@pgplatform/preflight';
import type { Comparing } from './difference';

/** How the fields of the objects around a database are compared. */
export const MEANING: Comparing = {
  lists: new Map([
    ['spec.plugins', 'name'],
    ['spec.managed.roles', 'name'],
    ['spec.tablespaces', 'name'],
    ['spec.externalClusters', 'name'],
    ['spec.postgresql.extensions', 'name'],
  ]),
  containers: new Set([
    'metadata',
    'metadata.annotations',
    'metadata.labels',
    'spec',
    'spec.postgresql',
    'spec.postgresql.parameters',
    'spec.backup',
    'spec.managed',
    'spec.managed.services',
    'spec.monitoring',
    'spec.inheritedMetadata',
    'spec.resources',
    'spec.affinity',
    'spec.plugins.*.parameters',
    'spec.instanceSidecarConfiguration',
    'spec.template',
    'spec.template.metadata',
    'spec.pgbouncer.parameters',
    'settings',
    'values',
  ]),
  same: (path, a, b) =>
    QUANTITY.test(path)
      ? parseQuantity(a) !== undefined && parseQuantity(a) === parseQuantity(b)
      : /^spec\.postgresql\.parameters\./.test(path) && plainText(a) === plainText(b),
};

/** Quantities go through Go types, so that notations do not count. */
const QUANTITY =
  /^spec\.(?:instanceSidecarConfiguration\.)?resources\.(?:requests|limits)\.|^spec\.(?:storage|walStorage|tablespaces\.\*\.storage)\.(?:size|pvcTemplate\.resources\.requests\.storage)$/;

/** What of an object's metadata can make a difference, and no status. */
export function meaningfulParts(object: any): any {
  const { apiVersion, kind, status, metadata = {}, ...rest } = object;
  const { name, namespace, creationTimestamp, resourceVersion, uid, generation, managedFields, ...meta } = metadata ?? {};
  return { metadata: meta, ...rest };
}
