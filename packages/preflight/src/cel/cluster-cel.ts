import { fields, isSet, items } from '../shape';
import { celRules } from './cel-rule';
import { localeRules } from './locale';

const { state, immutable } = celRules('Cluster');
const SYNCHRONOUS = ['spec', 'postgresql', 'synchronous'];

export const clusterCelRules = [
  state('IMAGE', 'The image comes from imageName or from a catalog.', 'Keep imageName or imageCatalogRef.', function* (spec) {
    if (isSet(spec.imageName) && isSet(spec.imageCatalogRef)) {
      yield { path: ['spec', 'imageName'], given: spec.imageName, allowed: 'nothing beside imageCatalogRef' };
    }
  }),
  state(
    'CATALOG-KIND',
    'The catalog is an ImageCatalog or a ClusterImageCatalog.',
    'Use kind ImageCatalog or ClusterImageCatalog.',
    function* (spec) {
      const { kind } = fields(spec.imageCatalogRef);
      if (isSet(spec.imageCatalogRef) && kind !== 'ImageCatalog' && kind !== 'ClusterImageCatalog') {
        yield { path: ['spec', 'imageCatalogRef', 'kind'], given: kind, allowed: 'ImageCatalog, ClusterImageCatalog' };
      }
    },
  ),
  state('CATALOG-GROUP', 'The catalog is one of the operator.', 'Use apiGroup postgresql.cnpg.io.', function* (spec) {
    const { apiGroup } = fields(spec.imageCatalogRef);
    if (isSet(spec.imageCatalogRef) && apiGroup !== 'postgresql.cnpg.io') {
      yield { path: ['spec', 'imageCatalogRef', 'apiGroup'], given: apiGroup, allowed: 'postgresql.cnpg.io' };
    }
  }),
  state(
    'DATA-DURABILITY',
    'Preferring availability leaves no room for standbys by name.',
    'Use dataDurability required, or empty standbyNamesPre and standbyNamesPost.',
    function* (spec) {
      const { dataDurability, standbyNamesPre, standbyNamesPost } = fields(fields(spec.postgresql).synchronous);
      if (dataDurability === 'preferred' && items(standbyNamesPre).length + items(standbyNamesPost).length > 0) {
        yield { path: [...SYNCHRONOUS, 'dataDurability'], given: dataDurability, allowed: 'required beside standby names' };
      }
    },
  ),
  state('SYNCHRONOUS-NUMBER', 'At least one standby is synchronous.', 'Use 1 or more.', function* (spec) {
    const { synchronous } = fields(spec.postgresql);
    // The operator writes 0 where there is none.
    const number = fields(synchronous).number ?? 0;
    if (isSet(synchronous) && typeof number === 'number' && number <= 0)
      yield { path: [...SYNCHRONOUS, 'number'], given: number, allowed: '1 or more' };
  }),
  state(
    'EXTENSION-IMAGE',
    'An extension names its image.',
    'Give image.reference.',
    function* (spec) {
      for (const [index, extension] of items(fields(spec.postgresql).extensions).entries()) {
        if (isSet(fields(fields(extension).image).reference)) continue;
        yield { path: ['spec', 'postgresql', 'extensions', index, 'image', 'reference'], allowed: 'an image reference' };
      }
    },
    undefined,
    ['1.27.4', '1.28.2', '1.29.0'],
  ),
  ...localeRules('Cluster', ['bootstrap', 'initdb']),
  immutable('SERVICE-ACCOUNT-NAME', ['serviceAccountName'], ['1.29.0']),
];
