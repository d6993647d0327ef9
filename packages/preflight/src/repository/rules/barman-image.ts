import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { imageOf } from '../cluster-image';
import { field, items } from '../field';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-18: the image has the Barman tools exactly when in-tree backups need them. */
export const BARMAN_IMAGE: RepositoryRule = {
  id: 'P-18',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'In-tree backups need the Barman tools, which only system images have; with the plugin a standard image is enough.',
  fix: 'Use a system image with barmanObjectStore, and a standard image with the plugin.',
  source: 'https://github.com/cloudnative-pg/postgres-containers',
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) => {
      const image = imageOf(repository, on);
      if (!image?.flavour) return [];
      const inTree =
        field(on.object, 'spec.backup.barmanObjectStore') !== undefined ||
        items(on.object, 'spec.externalClusters').some(({ item }) => item.barmanObjectStore !== undefined);
      const path = ['spec', 'imageName'];
      if (inTree && image.flavour !== 'system') return [{ on, path, given: image.reference, allowed: 'a system image' }];
      return !inTree && image.flavour === 'system' && items(on.object, 'spec.plugins').length > 0
        ? [
            {
              on,
              path,
              given: image.reference,
              allowed: 'a standard image',
              severity: Severity.INFO,
              why: 'system images are deprecated and go with the in-tree Barman.',
            },
          ]
        : [];
    }),
};
