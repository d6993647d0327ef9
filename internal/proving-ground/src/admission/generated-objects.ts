import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformRelease } from '@pgplatform/core';
import { readYaml } from '@pgplatform/test-kit';
import { synthesizeRepository } from 'pgplatform';
import { OPTION_SETS } from './option-sets';

/** What a repository has in a cluster, and under which operator. */
export interface GeneratedObjects {
  readonly name: string;
  readonly operatorVersion: string;
  readonly objects: readonly any[];
}

/** The committed examples, as they stand. */
export function exampleObjects(root: string): GeneratedObjects[] {
  const folder = join(root, 'examples');
  return readdirSync(folder).map((name) => {
    const read = (file: string) => readFileSync(join(folder, name, file), 'utf8');
    const files = ['apps', 'rendered'].flatMap((part) =>
      readdirSync(join(folder, name, part), { recursive: true, encoding: 'utf8' }).map((file) => join(part, file)),
    );
    const model = JSON.parse(read('.pgplatform/model.json'));
    return {
      name: `examples/${name}`,
      operatorVersion: model.operator.version,
      objects: files.filter((file) => file.endsWith('.yaml')).flatMap((file) => readYaml(read(file))),
    };
  });
}

/** Every set of options in every release that takes it, generated in this process; and the pairs that the generator itself refuses. */
export function releaseObjects(): { made: GeneratedObjects[]; refused: string[] } {
  const made: GeneratedObjects[] = [];
  const refused: string[] = [];
  for (const { id } of PlatformRelease.all()) {
    for (const [title, options] of Object.entries(OPTION_SETS)) {
      const name = `${id}, ${title}`;
      const { model, files, problems } = synthesizeRepository({
        options: { ...BASE, ...options, platformRelease: id },
        projenrc: '',
        today: '2026-01-01',
      });
      if (!model) {
        refused.push(`${name}: ${problems.map(({ code }) => code).join(', ')}`);
        continue;
      }
      const objects = files
        .filter(({ path }) => /^(apps|rendered)\/.*\.yaml$/.test(path))
        .flatMap(({ content }) => readYaml(content));
      made.push({ name, operatorVersion: model.operator.version, objects });
    }
  }
  return { made, refused };
}

const BASE = {
  name: 'payments-db',
  team: 'payments',
  repoUrl: 'https://git.example.com/payments/postgres.git',
  acceptInsecureRelease: true,
  rendered: true,
};
