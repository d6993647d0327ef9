import type { Random } from './random';

/** Texts that some field takes, or nearly. */
const TEXTS = [
  '',
  ' ',
  'a',
  'pg',
  'postgres',
  'app',
  'streaming_replica',
  'A b',
  '10Gi',
  '1',
  '0',
  '-1',
  '1.5',
  '100m',
  '1Gi',
  '30s',
  '1h',
  '4w',
  '7d',
  '0 0 2 * * *',
  '* * *',
  'on',
  'off',
  'true',
  '17',
  'x'.repeat(64),
  'ghcr.io/cloudnative-pg/postgresql:17.5',
  'no/such image',
  'postgresql:latest',
  '2026-01-01T00:00:00Z',
  '2026-01-01',
  '0/3000000',
  's3://bucket/path',
  'barman-cloud.cloudnative-pg.io',
  'UTF8',
  'C',
  'DELETE FROM a',
  'host all all all md5',
  '.*',
  '(',
  '0.0.0.0/0',
  'kubernetes.io/hostname',
  'unsupervised',
  'any',
  '0x1F',
  'Infinity',
];
const NUMBERS = [0, 1, 2, 3, 5, 17, -1, 100, 5432, 65536, 2147483647, 2147483648, 1.5];

/** Some value for a schema of a CRD: mostly of its type, sometimes within its bounds. */
export function schemaValue(schema: any, random: Random, depth = 0): any {
  if (schema.enum) {
    return random.next() < 0.9 ? random.pick(schema.enum) : 'no-such-value';
  }
  if (schema['x-kubernetes-int-or-string']) {
    return random.next() < 0.5 ? random.pick(TEXTS) : random.pick(NUMBERS);
  }
  switch (schema.type) {
    case 'boolean':
      return random.next() < 0.5;
    case 'integer':
    case 'number':
      return random.pick(NUMBERS);
    case 'array':
      return Array.from({ length: random.below(3) }, () => schemaValue(schema.items ?? {}, random, depth + 1));
    case 'object':
      return objectValue(schema, random, depth);
    default:
      return random.pick(TEXTS);
  }
}

function objectValue({ properties = {}, required = [], additionalProperties }: any, random: Random, depth: number): any {
  const chance = depth > 3 ? 0 : 0.3;
  const names = Object.keys(properties).filter((name) => random.next() < (required.includes(name) ? 0.95 : chance));
  const known = names.map((name) => [name, schemaValue(properties[name], random, depth + 1)]);
  const free =
    additionalProperties && random.next() < 0.8
      ? [[random.pick(TEXTS), schemaValue(additionalProperties, random, depth + 1)]]
      : [];
  return Object.fromEntries([...known, ...free]);
}
