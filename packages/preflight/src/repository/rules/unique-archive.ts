import { Phase } from '../../rule';
import { type Archive, ownArchive } from '../archive';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';
import { type Resource, titleOf } from '../resource';

/** P-07: one archive, one writer. */
export const UNIQUE_ARCHIVE: RepositoryRule = {
  id: 'P-07',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'No two Clusters write to the same destinationPath under the same server name: they would mix their WAL.',
  fix: 'Give each Cluster its own destinationPath, or its own serverName.',
  source: 'cloudnative-pg docs/src/wal_archiving.md; internal/webhook/v1/cluster_webhook.go',
  check: (repository) => {
    const writers = new Map<string, Resource>();
    return repository.ofKind(CLUSTER).flatMap((on) => {
      const archive = ownArchive(repository, on);
      if (!archive) return [];
      const first = writers.get(keyOf(archive));
      if (!first) writers.set(keyOf(archive), on);
      if (!first || (first.namespace === on.namespace && first.name === on.name)) return [];
      const given = `${archive.destinationPath} as ${archive.serverName}`;
      return [{ on, path: archive.at, given, why: `${titleOf(first)} writes to ${given} too: they would mix their WAL.` }];
    });
  },
};

function keyOf({ destinationPath, endpoint, serverName }: Archive): string {
  return JSON.stringify([endpoint, destinationPath, serverName]);
}
