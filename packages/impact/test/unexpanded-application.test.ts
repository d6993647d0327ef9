import { mayApply } from '../src/unexpanded-application';

const applies = (path: string, folder: string) => mayApply({ sources: [{ path }] } as never, folder);

/** The same question to a regular expression. */
function expected(path: string, folder: string): boolean {
  if (!path.includes('{{')) return false;
  const literals = path.split(/{{.*?}}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`).test(folder);
}

it('says what a regular expression says, of every short path and folder', () => {
  const words = (letters: readonly string[], length: number): string[] =>
    length === 0 ? [''] : ['', ...words(letters, length - 1).flatMap((word) => letters.map((letter) => letter + word))];
  const folders = [...new Set(words(['a', 'b', '/', '{{}}', '*'], 4))];
  for (const path of new Set(words(['a', 'b', '{{', '}}', '{{x}}', '*'], 3))) {
    expect(folders.filter((folder) => applies(path, folder))).toEqual(folders.filter((folder) => expected(path, folder)));
  }
});

it('a path of many parts ends', () => {
  expect(applies(`${'{{x}}a'.repeat(20_000)}{{x}}b`, 'a'.repeat(200_000))).toBe(false);
  expect(applies('{{'.repeat(200_000), 'a')).toBe(false);
});
