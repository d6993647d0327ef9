import { Phase } from '../../rule';
import { imageOf } from '../cluster-image';
import { CLUSTER } from '../kind';
import { Repository } from '../repository';
import type { RepositoryRule } from '../repository-rule';

/** P-19: a running database keeps its Debian; what a major upgrade needs is P-47. */
export const IMAGE_LINEAGE: RepositoryRule = {
  id: 'P-19',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'The Debian release of an existing Cluster does not change by the way: another glibc sorts text differently and corrupts indexes silently.',
  fix: 'Keep the codename; or change it alone, then REINDEX and ALTER DATABASE ... REFRESH COLLATION VERSION.',
  source: 'https://wiki.postgresql.org/wiki/Locale_data_changes',
  check: (repository) => {
    if (!repository.input.previous) return [];
    const before = new Repository(repository.input.previous);
    return repository.ofKind(CLUSTER).flatMap((on) => {
      const old = before.find(CLUSTER, on.namespace, on.name);
      const was = old && imageOf(before, old);
      const image = imageOf(repository, on);
      return was?.debian && image?.debian && was.debian !== image.debian && was.major === image.major
        ? [{ on, path: ['spec', 'imageName'], given: image.debian, allowed: was.debian }]
        : [];
    });
  },
};
