import { majorUpgradeDoubts, majorUpgradeProblems, plainText } from '@pgplatform/core';
import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { imageOf } from '../cluster-image';
import { field, text } from '../field';
import { CLUSTER } from '../kind';
import { Repository } from '../repository';
import type { RepositoryRule } from '../repository-rule';
import type { Resource } from '../resource';

/** P-47: a major upgrade is one that can end well. */
export const MAJOR_UPGRADE: RepositoryRule = {
  id: 'P-47',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'A major upgrade stays on one Debian release, and goes to a minor version that is not older than the one it comes from.',
  fix: 'Make sure of it before the upgrade: compare the Debian release and `postgres --version` of both images.',
  source: 'cloudnative-pg docs/src/postgres_upgrades.md; https://www.postgresql.org/docs/release/',
  check: (repository) => {
    if (!repository.input.previous) return [];
    const before = new Repository(repository.input.previous);
    return repository.ofKind(CLUSTER).flatMap((on) => {
      const old = before.find(CLUSTER, on.namespace, on.name);
      const [from, to] = [old && imageFacts(before, old), imageFacts(repository, on)];
      if (!from || !to || Number.parseInt(to.version, 10) <= Number.parseInt(from.version, 10)) return [];
      const path = ['spec', field(on.object, 'spec.imageCatalogRef') === undefined ? 'imageName' : 'imageCatalogRef'];
      return [
        ...majorUpgradeProblems(from, to).map(({ given, allowed, message: why, fix }) => ({
          on,
          path,
          given,
          allowed,
          why,
          fix,
        })),
        ...majorUpgradeDoubts(from, to).map((why) => ({ on, path, why, severity: Severity.INFO })),
      ];
    });
  },
};

/** What is known of the image of a Cluster; of one whose catalog is not here, its major version. */
function imageFacts(repository: Repository, cluster: Resource) {
  const major = field(cluster.object, 'spec.imageCatalogRef.major');
  const {
    version = typeof major === 'number' ? plainText(major) : undefined,
    debian,
    flavour,
  } = imageOf(repository, cluster) ?? {};
  const slotWalLimit = text(cluster.object, 'spec.postgresql.parameters.max_slot_wal_keep_size');
  return version === undefined ? undefined : { version, debian, flavour, slotWalLimit };
}
