import { Phase } from '../../rule';
import { externalArchive, ownArchive, sameArchive } from '../archive';
import { field, items } from '../field';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

const SKIPS_CHECK = 'cnpg.io/skipEmptyWalArchiveCheck';

/** P-08: a restored Cluster does not write where it was restored from. */
export const RECOVERY_SOURCE: RepositoryRule = {
  id: 'P-08',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'A Cluster that is restored from an archive writes to another one, or under another server name: into one that holds files nothing is archived, and only the condition ContinuousArchiving shows it.',
  fix: 'Give the new Cluster its own serverName.',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/6470 (Expected empty archive)',
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) => {
      const source = field(on.object, 'spec.bootstrap.recovery.source');
      const external = items(on.object, 'spec.externalClusters').find(({ item }) => item.name === source);
      const own = ownArchive(repository, on);
      const from = external && externalArchive(repository, on, external.item, external.path);
      const exempt = field(on.object, 'metadata.annotations')?.[SKIPS_CHECK] === 'enabled';
      return own && from && sameArchive(own, from) && !exempt
        ? [{ on, path: own.at, given: `${own.destinationPath} as ${own.serverName}`, allowed: 'an empty archive' }]
        : [];
    }),
};
