import { join } from 'node:path';
import { CURRENT, edit, versionAfter } from './released-versions';

/** The version after the one that is here. */
export const NEXT = versionAfter(CURRENT);

const SAID = 'Each check says what is right.';
/** What the next version says in a document instead. */
export const SAYS = 'Each check tells what is right.';

export const CALLED = 'acceptInsecureRelease';
/** What the next version calls this option. */
export const CALLS = 'allowInsecureRelease';

/** Makes the next version of what is compiled here: another sentence in a document, and an option that is called otherwise. */
export function nextVersion(name: string, folder: string): void {
  const lib = join(folder, 'lib');
  if (name === 'pgplatform') {
    for (const file of ['index.js', 'platform-shape.js']) {
      edit(join(lib, file), (text) => text.replaceAll(CALLED, CALLS).replace(SAID, SAYS));
    }
  }
  if (name === 'codemods') {
    const id = `${NEXT}-insecure`;
    const renaming = `{ path: ['${CALLED}'], to: '${CALLS}', example: 'true' }`;
    const migration = `{ id: '${id}', version: '${NEXT}', summary: '', source: (text) => renameOption(text, ${renaming}, '${id}'), options: (options) => renameOptionIn(options, ${renaming}) }`;
    edit(join(lib, 'migrations.js'), (text) =>
      text.replace(
        /exports\.MIGRATIONS = \[(.*)\];/,
        `const { renameOption, renameOptionIn } = require('./rename-option');\nexports.MIGRATIONS = [$1, ${migration}];`,
      ),
    );
  }
}
