import * as fs from 'node:fs';
import * as path from 'node:path';
import { kustomizeBuild } from '@pgplatform/test-kit';
import fc from 'fast-check';
import { readGraph, WorkTree } from '../../src';
import { folderWith } from '../tree/files';
import { application, applicationSet, fileText, HERE, map, treeOf } from './trees';

const FOLDERS = ['k0', 'k1', 'k1/in', 'k2', 'k3'];

/** What one folder's kustomization takes in: own files, folders behind it in the list, and what else it reads. */
const kustomization = fc.record({
  files: fc.subarray(['a.yaml', 'b.yaml', 'c.yaml']),
  folders: fc.subarray(FOLDERS),
  patch: fc.boolean(),
  generator: fc.boolean(),
});

const repository = fc.record({
  kustomizations: fc.array(kustomization, { minLength: FOLDERS.length, maxLength: FOLDERS.length }),
  applied: fc.subarray(FOLDERS, { minLength: 1 }),
  isSet: fc.boolean(),
});

type Repository = typeof repository extends fc.Arbitrary<infer T> ? T : never;

function filesOf({ kustomizations, applied, isSet }: Repository): { [path: string]: string } {
  const files: { [path: string]: object } = {
    'apps.yaml': isSet
      ? applicationSet([{ git: { repoURL: HERE, directories: applied.map((folder) => ({ path: folder })) } }], '{{.path.path}}', {
          name: '{{.path.path}}',
        })
      : applied.map((folder) => application(folder, folder)),
  };
  kustomizations.forEach((one, at) => {
    const folder = FOLDERS[at];
    const name = (file: string) => `${folder}-${file}`.replace(/\W/g, '-').slice(0, -5);
    for (const file of ['a.yaml', 'b.yaml', 'c.yaml']) files[`${folder}/${file}`] = map(name(file));
    const [first] = one.files;
    const isPatched = one.patch && first !== undefined;
    if (isPatched) files[`${folder}/patch.yaml`] = map(name(first));
    files[`${folder}/extra.json`] = { extra: folder };
    files[`${folder}/kustomization.yaml`] = {
      resources: [
        ...one.files,
        ...one.folders.filter((other) => FOLDERS.indexOf(other) > at).map((other) => path.posix.relative(folder, other)),
      ],
      ...(isPatched && { patchesStrategicMerge: ['patch.yaml'] }),
      ...(one.generator && { configMapGenerator: [{ name: `${name('made.yaml')}`, files: ['extra.json'] }] }),
    };
  });
  return Object.fromEntries(Object.entries(files).map(([file, content]) => [file, fileText(content)]));
}

/** The objects that a folder builds to, or nothing when it does not build. */
function built(root: string, folder: string): string | undefined {
  try {
    return JSON.stringify(kustomizeBuild(path.join(root, folder)));
  } catch {
    return undefined;
  }
}

it('the files that the graph says are reached are those that Kustomize reads: it needs each, and no other', () => {
  let builds = 0;
  fc.assert(
    fc.property(repository, (given) => {
      const files = filesOf(given);
      const graph = readGraph(treeOf(files));
      expect(graph.appliers).toHaveLength(given.applied.length);
      const root = folderWith(files);
      for (const { id, name, origin } of graph.appliers) {
        const folder = 'known' in name ? name.known : '';
        const whole = built(root, folder);
        if (whole === undefined) continue;
        builds++;
        expect(origin).toBe('by hand');
        const reached = graph.files.flatMap(({ path: file, appliers, objects }) =>
          appliers.filter(({ applier }) => applier === id).map(({ role }) => ({ file, role, objects })),
        );
        const copy = folderWith(Object.fromEntries(reached.map(({ file }) => [file, files[file]])));
        expect(built(copy, folder)).toBe(whole);
        for (const { file } of reached.filter(({ role }) => role === 'input')) {
          fs.renameSync(path.join(copy, file), path.join(copy, 'away'));
          expect([file, built(copy, folder)]).toEqual([file, undefined]);
          fs.renameSync(path.join(copy, 'away'), path.join(copy, file));
        }
        const applied = reached
          .filter(({ role }) => role === 'manifest')
          .flatMap(({ objects }) => objects.map((object) => object.name));
        const names = (JSON.parse(whole) as any[]).map(({ metadata }) => metadata.name).filter((one) => !one.includes('-made-'));
        expect(applied.sort()).toEqual(names.sort());
      }
    }),
    { numRuns: 3, seed: 7 },
  );
  expect(builds).toBeGreaterThan(5);
});

it('the graph of a work tree is that of the same files in memory', () => {
  fc.assert(
    fc.property(repository, (given) => {
      const files = filesOf(given);
      expect(readGraph(new WorkTree(folderWith(files)))).toEqual(readGraph(treeOf(files)));
    }),
    { numRuns: 20 },
  );
});
