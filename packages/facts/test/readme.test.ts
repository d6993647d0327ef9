import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXAMPLE = join(__dirname, '../examples/newest-release.ts');

test('the example of the README runs', () => {
  const log = jest.spyOn(console, 'log').mockImplementation();
  require(EXAMPLE);
  expect(log.mock.calls.flat()).toEqual([
    '2026.07 is CloudNativePG 1.30.0: PostgreSQL 14 to 18, support until 2026-12-31',
    'A Cluster that names no image runs ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie',
    'max_connections: postmaster',
  ]);
  expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(readFileSync(EXAMPLE, 'utf8'));
});
