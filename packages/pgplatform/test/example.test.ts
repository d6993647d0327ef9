import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, temporaryDirectory } from '@pgplatform/test-kit';
import { readTree } from './synthesis';

test('the example makes a repository', async () => {
  const directory = temporaryDirectory();
  const source = readFileSync(join(__dirname, '../examples/repository.ts'), 'utf8')
    .replace("'pgplatform'", JSON.stringify(join(__dirname, '../src/pg-platform-project.ts')))
    .replace("'@pgplatform/core'", JSON.stringify(join(__dirname, '../../core/src/index.ts')));
  writeFileSync(join(directory, 'example.ts'), source);
  const outdir = join(directory, 'out');
  const outcome = await run(process.execPath, ['--import', require.resolve('tsx'), 'example.ts', outdir], {
    cwd: directory,
    env: { PROJEN_DISABLE_POST: 'true' },
  });
  expect(outcome).toMatchObject({ code: 0 });
  expect(Object.keys(readTree(outdir))).toEqual(
    expect.arrayContaining(['rendered/prod.yaml', 'workloads/checkout/databases/prod/orders.yaml']),
  );
});
