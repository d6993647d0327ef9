// The repositories in examples/, and what their models say about them.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../command.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

/** Every example: its name, folder and model. */
export function examples() {
  const folder = join(ROOT, 'examples');
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, '.pgplatform/model.json')))
    .map((name) => ({
      name: `examples/${name}`,
      folder: join(folder, name),
      model: JSON.parse(readFileSync(join(folder, name, '.pgplatform/model.json'), 'utf8')),
    }));
}

/** A copy of an example in which every sealed file that nobody has sealed yet has a stand-in. */
export function sealedCopy({ folder, model }) {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  for (const { file, name } of model.environments.flatMap(sealedSecrets)) {
    if (!existsSync(join(copy, file))) {
      const standIn = {
        apiVersion: 'bitnami.com/v1alpha1',
        kind: 'SealedSecret',
        metadata: { name },
        spec: { encryptedData: {} },
      };
      writeFileSync(join(copy, file), JSON.stringify(standIn));
    }
  }
  return copy;
}

export function sealedSecrets({ secrets }) {
  return secrets.filter(({ source }) => source === 'sealed');
}
