import type { ChangeRule } from '../change-rule';
import { mapsIn } from '../shape';

const rule = (kind: string): ChangeRule => ({
  id: `image-catalog-${kind.split('.')[0]}`,
  kind,
  paths: ['', 'metadata', 'spec.images', 'spec.componentImages'],
  says: 'The catalog counts through the image that the Cluster takes from it; when that is another one, what it does is listed with the Cluster.',
  source: 'cloudnative-pg docs/src/image_catalog.md',
  judge: (_, { before, after }) =>
    before.image && after.image && !extensions(before) && !extensions(after) ? 'none' : undefined,
});

/** A catalog counts through the image that a Cluster takes from it. */
export const IMAGE_CATALOG_RULES: readonly ChangeRule[] = [
  rule('ImageCatalog.postgresql.cnpg.io'),
  rule('ClusterImageCatalog.postgresql.cnpg.io'),
];

/** Whether a Cluster takes extensions from the catalog as well. */
function extensions({ cluster }: { readonly cluster: any }): boolean {
  return mapsIn(cluster.spec.postgresql?.extensions).length > 0;
}
