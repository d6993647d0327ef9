import type { TreeFile } from '../../src/github';
import { BEFORE, Machine, planOf } from '../application';
import { MemoryGitHub } from '../memory-github';
import { repositoryOn } from '../plan/repositories';

const GENERATED = repositoryOn('2026.07');
const MODEL = '.pgplatform/model.json';
const VALIDATE = '.github/workflows/validate.yml';
const file = (path: string, content: string | undefined = GENERATED[path]): TreeFile => ({ path, content, mode: '100644' });

/** What becomes of a plan that writes these files into a repository that has others. */
async function applied(files: readonly TreeFile[], there: Record<string, string> = {}) {
  const github = new MemoryGitHub({ 'payments-db': { ...BEFORE, ...there } });
  const report = await new Machine().apply(github, planOf(github, {}, { files }));
  return { ...report.repositories[0], pulls: github.pulls('payments-db').length };
}

test('a workflow that these packages generate is written, by the planned model or by the one that is there', async () => {
  expect(GENERATED[VALIDATE]).toContain('jobs:');
  expect(await applied([file(MODEL), file(VALIDATE), file('.github/CODEOWNERS')])).toMatchObject({ outcome: 'opened', pulls: 1 });
  expect(await applied([file(VALIDATE)], { [MODEL]: GENERATED[MODEL] })).toMatchObject({ outcome: 'opened', pulls: 1 });
});

test('one that is no longer generated is removed', async () => {
  const old = '.github/workflows/old.yml';
  expect(await applied([{ ...file(old), content: undefined }], { [old]: 'on: push\n' })).toMatchObject({ outcome: 'opened' });
});

test.each([
  ['another workflow', [file(MODEL), file('.github/workflows/evil.yml', 'on: push\n')], '.github/workflows/evil.yml'],
  ['ours with a line more', [file(MODEL), file(VALIDATE, `${GENERATED[VALIDATE]}# more\n`)], VALIDATE],
  ['one in another case', [file(MODEL), file('.GitHub/workflows/evil.yml', 'on: push\n')], '.GitHub/workflows/evil.yml'],
  ['one without a model', [file(VALIDATE)], VALIDATE],
  ['one with a model that is none', [file(MODEL, '{"toString":1}'), file(VALIDATE)], VALIDATE],
  [
    'one with a model whose options are wrong',
    [file(MODEL, JSON.stringify({ ...JSON.parse(GENERATED[MODEL]), options: 7 })), file(VALIDATE)],
    VALIDATE,
  ],
])('%s is not written, and nothing else of that plan', async (_, files, path) => {
  expect(await applied(files)).toMatchObject({
    outcome: 'blocked',
    reason: expect.stringContaining(`writes ${path} as`),
    pulls: 0,
  });
});
