import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isConfigError } from '@pgplatform/core';
import { kustomizeBuild, objectKey, readYaml, temporaryDirectory } from '@pgplatform/test-kit';
import fc from 'fast-check';
import { brokenOptions, validOptions } from './random-options';
import { readTree, standInSealedFiles, synthesize } from './synthesis';

test('valid options give the same bytes twice, unique archives and no plain Secret', () => {
  fc.assert(
    fc.property(validOptions, (options) => {
      const { outdir, project, files } = synthesize(options);
      const first = files();
      synthesize(options, outdir);
      expect(readTree(outdir)).toEqual(first);

      const archives = project.model.environments.map(
        ({ destinationPath, serverNames }) => `${destinationPath} ${serverNames.at(-1)}`,
      );
      expect(new Set(archives).size).toBe(archives.length);

      const kinds = Object.entries(first)
        .filter(([path]) => path.endsWith('.yaml'))
        .flatMap(([, text]) => readYaml(text).map((object) => object.kind));
      expect(kinds).not.toContain('Secret');
    }),
    { numRuns: 40 },
  );
}, 300_000);

test('valid options give overlays that Kustomize builds into what is rendered', () => {
  fc.assert(
    fc.property(validOptions, (options) => {
      const synthesis = synthesize({ ...options, rendered: true });
      standInSealedFiles(synthesis);
      const { model } = synthesis.project;
      const environment = model.environments[0];
      const folders = [
        environment.overlay,
        ...new Set(
          model.databases.filter((database) => database.environment === environment.name).map((database) => database.folder),
        ),
      ];
      const built = folders.flatMap((folder) => kustomizeBuild(join(synthesis.outdir, folder)));
      const byKey = (objects: any[]) => new Map(objects.map((object) => [objectKey(object), object]));
      expect(byKey(built.filter((object) => object.kind !== 'SealedSecret'))).toEqual(
        byKey(readYaml(synthesis.files()[environment.rendered as string])),
      );
    }),
    { numRuns: 8 },
  );
}, 300_000);

test('whatever is wrong, it is a problem with a path, and nothing is written', () => {
  fc.assert(
    fc.property(brokenOptions, (options) => {
      const outdir = temporaryDirectory();
      try {
        synthesize(options, outdir);
      } catch (error) {
        if (!isConfigError(error)) {
          throw error;
        }
        expect(readdirSync(outdir)).toEqual([]);
        for (const problem of error.problems) {
          expect(problem).toMatchObject({
            code: expect.stringMatching(/^[A-Z][A-Za-z0-9_-]+$/),
            path: expect.stringMatching(/./),
            fix: expect.stringMatching(/./),
          });
        }
      }
    }),
    { numRuns: 300 },
  );
}, 300_000);
