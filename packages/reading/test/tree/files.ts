import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';

/** A new folder with some files. */
export function folderWith(files: { readonly [path: string]: string }): string {
  const root = temporaryDirectory();
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), content);
  }
  return root;
}
