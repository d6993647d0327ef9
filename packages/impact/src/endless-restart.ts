import { endlessRestarts } from '@pgplatform/preflight';
import type { Resource } from './comparison';
import { fieldName } from './difference';
import type { Change } from './impact-report';
import { objectName } from './object-name';

/** What in a Cluster that is new or changed makes the operator replace its Pods without end. */
export function endlessChanges(from: Resource | undefined, to: Resource): Change[] {
  const before = new Set(from && endlessRestarts(from.object).map(({ path }) => path.join('.')));
  return endlessRestarts(to.object)
    .filter(({ path }) => !before.has(path.join('.')))
    .map(({ path, why, value }) => ({
      object: objectName(to),
      path: fieldName(path.map((key) => (typeof key === 'number' ? `[${key}]` : key))),
      from: null,
      to: null,
      effect: 'outage',
      why: value === undefined ? `${why} Leave it out.` : `${why} Write it out: ${value}.`,
      interruption: 'The Pods are replaced again and again: each time the database is down, until the change is taken back.',
      reversible: true,
      source:
        'cloudnative-pg internal/controller/cluster_upgrade.go checkProjectedVolumeIsOutdated; pkg/specs/podspec_diff.go ComparePodSpecs',
      rule: 'endless-restart',
    }));
}
