import { imageOf, postgresImage } from '../../src/repository/cluster-image';
import { CLUSTER } from '../../src/repository/kind';
import { Repository } from '../../src/repository/repository';
import { cluster, object, repository } from './cases/repository-case';

describe('postgresImage', () => {
  it.each([
    [
      'ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie',
      { version: '17.11', major: 17, minor: 11, flavour: 'standard', debian: 'trixie' },
    ],
    [
      'ghcr.io/cloudnative-pg/postgresql:17.2-35-bookworm',
      { version: '17.2', major: 17, minor: 2, flavour: 'system', debian: 'bookworm' },
    ],
    ['ghcr.io/cloudnative-pg/postgresql:17.2', { version: '17.2', major: 17, minor: 2, flavour: 'system' }],
    ['registry.example.com:5000/own/postgres:16', { version: '16', major: 16 }],
  ])('reads %s', (reference, expected) => expect(postgresImage(reference)).toEqual({ reference, ...expected }));

  it('keeps the digest', () => {
    expect(postgresImage('x:17.2@sha256:abc')).toMatchObject({ digest: 'sha256:abc', major: 17, minor: 2 });
  });
});

describe('imageOf', () => {
  it('finds the image in the catalog of the namespace', () => {
    const catalog = object('postgresql.cnpg.io/v1', 'ImageCatalog', 'c', {
      spec: {
        images: [
          { major: 17, image: 'x:17.9' },
          { major: 18, image: 'x:18.1' },
        ],
      },
    });
    const user = cluster({ imageName: undefined, imageCatalogRef: { kind: 'ImageCatalog', name: 'c', major: 18 } });
    const known = new Repository(repository([catalog, user]));
    expect(imageOf(known, known.ofKind(CLUSTER)[0])?.reference).toBe('x:18.1');
    const elsewhere = new Repository(repository([{ ...catalog, metadata: { name: 'c', namespace: 'other' } }, user]));
    expect(imageOf(elsewhere, elsewhere.ofKind(CLUSTER)[0])).toBeUndefined();
  });

  it.each([
    ['x:17.9', { major: 17, minor: 9, version: '17.9' }],
    ['x:latest', { major: 17, version: '17' }],
    [`x@sha256:${'a'.repeat(64)}`, { major: 17, version: '17' }],
    ['x:18.1', { major: 17, version: '17' }],
  ])('takes the major version of %s from the catalog, as the operator does', (image, expected) => {
    const catalog = object('postgresql.cnpg.io/v1', 'ImageCatalog', 'c', { spec: { images: [{ major: 17, image }] } });
    const user = cluster({ imageName: undefined, imageCatalogRef: { kind: 'ImageCatalog', name: 'c', major: 17 } });
    const known = new Repository(repository([catalog, user]));
    expect(imageOf(known, known.ofKind(CLUSTER)[0])).toMatchObject(expected);
  });
});
