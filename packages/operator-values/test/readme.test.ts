import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '@pgplatform/test-kit';

const EXAMPLE = join(__dirname, '../examples/operator.ts');

test('the example of the README runs, and gives cert-manager, the operator and the plugin', () => {
  const log = jest.spyOn(console, 'log').mockImplementation();
  require(EXAMPLE);
  const printed = log.mock.calls.join('\n');
  expect(readYaml(printed).map((object) => object.metadata.name)).toEqual([
    'cert-manager',
    'cloudnativepg',
    'plugin-barman-cloud',
  ]);
  expect(printed).toContain('deployment/cnpg-cloudnative-pg in cnpg-system');
  expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(readFileSync(EXAMPLE, 'utf8'));
});
