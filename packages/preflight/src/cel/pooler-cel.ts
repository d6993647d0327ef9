import { fields, isSet } from '../shape';
import { celRules } from './cel-rule';

const { state, immutable, fixedCluster } = celRules('Pooler');
const SINCE = ['1.30.0'];
const CATALOG = ['spec', 'pgbouncer', 'imageCatalogRef'];

export const poolerCelRules = [
  state(
    'IMAGE',
    'The image of PgBouncer is given or comes from a catalog.',
    'Keep pgbouncer.image or pgbouncer.imageCatalogRef.',
    function* (spec) {
      const { image, imageCatalogRef } = fields(spec.pgbouncer);
      if (isSet(image) && isSet(imageCatalogRef)) {
        yield { path: ['spec', 'pgbouncer', 'image'], given: image, allowed: 'nothing beside imageCatalogRef' };
      }
    },
    SINCE,
  ),
  state(
    'CATALOG-KIND',
    'The catalog is an ImageCatalog or a ClusterImageCatalog.',
    'Use kind ImageCatalog or ClusterImageCatalog.',
    function* (spec) {
      const { imageCatalogRef } = fields(spec.pgbouncer);
      const { kind } = fields(imageCatalogRef);
      if (isSet(imageCatalogRef) && kind !== 'ImageCatalog' && kind !== 'ClusterImageCatalog') {
        yield { path: [...CATALOG, 'kind'], given: kind, allowed: 'ImageCatalog, ClusterImageCatalog' };
      }
    },
    SINCE,
  ),
  state(
    'CATALOG-GROUP',
    'The catalog is one of the operator.',
    'Use apiGroup postgresql.cnpg.io.',
    function* (spec) {
      const { imageCatalogRef } = fields(spec.pgbouncer);
      const { apiGroup } = fields(imageCatalogRef);
      if (isSet(imageCatalogRef) && apiGroup !== 'postgresql.cnpg.io') {
        yield { path: [...CATALOG, 'apiGroup'], given: apiGroup, allowed: 'postgresql.cnpg.io' };
      }
    },
    SINCE,
  ),
  immutable('SERVICE-ACCOUNT-NAME', ['serviceAccountName'], ['1.29.0']),
  fixedCluster(),
];
