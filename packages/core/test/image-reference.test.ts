import { ImageReference } from '../src';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function parts(text: string) {
  const { registry, name, tag, digest } = ImageReference.parse(text);
  return { registry, name, tag, digest };
}

// Registry and name as https://github.com/distribution/reference (ParseNormalizedNamed) splits them.
test.each([
  ['ghcr.io/cloudnative-pg/postgresql:17.2', 'ghcr.io', 'cloudnative-pg/postgresql'],
  ['localhost/pg:17.2', 'localhost', 'pg'],
  ['localhost:5000/a/pg:17.2', 'localhost:5000', 'a/pg'],
  ['[::1]:5000/pg:17.2', '[::1]:5000', 'pg'],
  ['Registry/pg:17.2', 'Registry', 'pg'],
  ['acme/pg:17.2', 'docker.io', 'acme/pg'],
  ['postgres:17.2', 'docker.io', 'library/postgres'],
  ['docker.io/postgres:17.2', 'docker.io', 'library/postgres'],
  ['index.docker.io/acme/pg:17.2', 'docker.io', 'acme/pg'],
  ['reg.example.com/a.b/c_d/e__f/g--h:17.2', 'reg.example.com', 'a.b/c_d/e__f/g--h'],
])('%s comes from %s and is %s', (text, registry, name) => {
  expect(parts(text)).toEqual({ registry, name, tag: '17.2', digest: undefined });
});

test('a digest is kept beside the tag', () => {
  const text = `ghcr.io/cloudnative-pg/postgresql:17.2-35-bookworm@${DIGEST}`;
  expect(parts(text)).toEqual({
    registry: 'ghcr.io',
    name: 'cloudnative-pg/postgresql',
    tag: '17.2-35-bookworm',
    digest: DIGEST,
  });
  expect(`${ImageReference.parse(text)}`).toBe(text);
  expect(JSON.parse(JSON.stringify(ImageReference.parse(text)))).toBe(text);
});

test.each([
  ['17.11-standard-trixie', 17, '17.11', 'trixie', 'standard'],
  ['18.6-minimal-bookworm', 18, '18.6', 'bookworm', 'minimal'],
  ['17.11-202608200814-system-trixie', 17, '17.11', 'trixie', 'system'],
  ['17.2-35-bookworm', 17, '17.2', 'bookworm', 'system'],
  ['17.2', 17, '17.2', undefined, 'system'],
])('the tag %s tells major %d, version %s, Debian %s, flavour %s', (tag, major, version, debian, flavour) => {
  const image = ImageReference.parse(`ghcr.io/cloudnative-pg/postgresql:${tag}`);
  expect([image.major, image.version, image.debian, image.flavour]).toEqual([major, version, debian, flavour]);
});

test.each([
  'postgres',
  'postgres:latest',
  'postgres:bookworm',
  `postgres@${DIGEST}`,
  `postgres:latest@${DIGEST}`,
  'postgres:17beta1',
])('%s is refused: the operator reads no version from it', (text) => {
  expect(() => ImageReference.parse(text)).toThrow(/IMAGE_FLOATING[\s\S]*reads the PostgreSQL version from the tag/);
});

test('a tag with nothing but the major moves, unless a digest pins it', () => {
  expect(() => ImageReference.parse('postgres:17')).toThrow(/IMAGE_FLOATING[\s\S]*major version only/);
  expect(() => ImageReference.parse('postgres:17-trixie')).toThrow(/IMAGE_FLOATING/);
  expect(ImageReference.parse(`postgres:17@${DIGEST}`).major).toBe(17);
});

test.each([
  '',
  ':17.2',
  'Postgres:17.2',
  'acme/-pg:17.2',
  'acme/pg-:17.2',
  'acme/a..b:17.2',
  'acme/a___b:17.2',
  'acme//pg:17.2',
  'https://ghcr.io/acme/pg:17.2',
  'acme/pg:17.2@sha256:abc',
  'acme/pg:-17',
  `acme/pg:17.2${'0'.repeat(128)}`,
  `ghcr.io/${'a/'.repeat(130)}a:17.2`,
  'ghcr.io/acme/pg:17.2 ',
])('"%s" is no image reference', (text) => {
  expect(() => ImageReference.parse(text)).toThrow(/IMAGE_INVALID/);
});
