import { KubernetesName } from '../src';

test.each([
  ['postgres-prod', true],
  ['1st', true],
  ['a', true],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
  ['Postgres', false],
  ['-a', false],
  ['a-', false],
  ['a.b', false],
  ['a_b', false],
  ['', false],
  ['a\n', false],
])('"%s" is a DNS-1123 label: %s', (name, expected) => {
  expect(KubernetesName.isLabel(name)).toBe(expected);
});

test.each([
  ['postgres-shared', true],
  ['a'.repeat(50), true],
  ['a'.repeat(51), false],
  ['1st', false],
  ['a.b', false],
  ['', false],
])('"%s" is a name that the operator admits for a Cluster: %s', (name, expected) => {
  expect(KubernetesName.isClusterName(name)).toBe(expected);
});

test.each([
  ['databases-a-prod', true],
  ['a.b-c.1', true],
  [Array(127).fill('a').join('.'), true],
  [Array(128).fill('a').join('.'), false],
  ['a..b', false],
  ['.a', false],
  ['A.b', false],
])('"%s" is a DNS-1123 subdomain: %s', (name, expected) => {
  expect(KubernetesName.isSubdomain(name)).toBe(expected);
});

test.each([
  ['api_db', 'api-db'],
  ['Product A', 'product-a'],
  ['_x__y_', 'x-y'],
])('the PostgreSQL name %s becomes %s', (identifier, name) => {
  expect(KubernetesName.fromIdentifier(identifier)).toBe(name);
  expect(KubernetesName.isLabel(name)).toBe(true);
});
