import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, temporaryDirectory } from '@pgplatform/test-kit';
import { projenrcTemplate } from '../src/projenrc-template';
import { readTree, synthesize } from './synthesis';

const REPO_URL = 'https://git.example.com/payments/postgres.git';

test.each<[string, any]>([
  ['defaults', {}],
  [
    'everything the command line can say',
    { bucket: 'acme-backups', storageClass: 'gp3', postgresMajor: 18, environmentNames: ['dev', 'eu-prod'] },
  ],
  ['an older release', { platformRelease: '2025.10', acceptInsecureRelease: true }],
])('the written .projenrc.ts says what the command line said: %s', async (_title, options) => {
  const base = { name: 'payments-db', team: "O'Reilly", repoUrl: REPO_URL, platformRelease: '2026.07', ...options };
  const directory = temporaryDirectory();
  // Run as a user's file would be, but with this package's sources.
  const source = projenrcTemplate({ ...base, team: 'payments' })
    .replace("'pgplatform'", JSON.stringify(join(__dirname, '../src/pg-platform-project.ts')))
    .replace("'@pgplatform/core'", JSON.stringify(join(__dirname, '../../core/src/index.ts')));
  writeFileSync(join(directory, 'projenrc.ts'), source);
  const outcome = await run(process.execPath, ['--import', require.resolve('tsx'), 'projenrc.ts'], {
    cwd: directory,
    env: { PROJEN_DISABLE_POST: 'true' },
  });
  expect(outcome).toMatchObject({ code: 0 });

  const fromFile = readTree(directory);
  delete fromFile['projenrc.ts'];
  const fromCommandLine = synthesize({ ...base, team: 'payments' }).files();
  const ignoring = (files: Record<string, string>) => {
    const model = JSON.parse(files['.pgplatform/model.json']);
    delete model.options;
    return { ...files, '.pgplatform/model.json': model };
  };
  expect(ignoring(fromFile)).toEqual(ignoring(fromCommandLine));
});

test('quotes what the user typed', () => {
  expect(projenrcTemplate({ name: 'x', team: "a'b\\c\n", repoUrl: REPO_URL, platformRelease: '2026.07' })).toContain(
    "team: 'a\\'b\\\\c\\n',",
  );
});
