import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXAMPLE = join(__dirname, '../examples/sizes-and-releases.ts');

test('the example of the README runs', () => {
  const log = jest.spyOn(console, 'log').mockImplementation();
  require(EXAMPLE);
  expect(log.mock.calls.flat()).toEqual([
    'ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie on operator 1.30.0',
    'shared_buffers of 2Gi: 512MB',
    'environments.prod.storge: Did you mean storage?',
  ]);
  expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(readFileSync(EXAMPLE, 'utf8'));
});
