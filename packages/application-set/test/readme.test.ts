import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '@pgplatform/test-kit';

const EXAMPLE = join(__dirname, '../examples/stage-and-prod.ts');

test('the example of the README runs, and gives the root and the ApplicationSet', () => {
  const log = jest.spyOn(console, 'log').mockImplementation();
  require(EXAMPLE);
  expect(readYaml(log.mock.calls.join('\n')).map((object) => `${object.kind} ${object.metadata.name}`)).toEqual([
    'Application postgres-platform',
    'ApplicationSet postgres',
  ]);
  expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(readFileSync(EXAMPLE, 'utf8'));
});
