import * as fs from 'node:fs';
import * as path from 'node:path';
import type { SourceMigration } from '../src/source-migration';

/** Every `<case>.before.ts` of a folder is a case; `<case>.after.ts` is what becomes of it, with nothing left by hand. */
export function describeCases(folder: string, source: (text: string) => SourceMigration): void {
  const read = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8');
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.before.ts'));

  describe.each(names)('%s', (name) => {
    const before = read(name);
    const after = read(name.replace('.before.', '.after.'));

    it.each<[string, (text: string) => string]>([
      ['as it is', (text) => text],
      ['with Windows line ends', (text) => text.replace(/\n/g, '\r\n')],
      ['with tabs', (text) => text.replace(/^(?: {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2))],
      ['with a byte order mark', (text) => (text.startsWith('#!') ? text : `\uFEFF${text}`)],
    ])('becomes the file beside it, %s', (_, written) => {
      expect(source(written(before))).toEqual({ text: written(after), changed: true, byHand: [] });
    });

    it('stays as it is the second time', () => {
      expect(source(after)).toEqual({ text: after, changed: false, byHand: [] });
    });
  });
}
