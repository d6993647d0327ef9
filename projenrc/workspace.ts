import { relative } from 'node:path';
import { JsonFile, type javascript } from 'projen';
import { VERSION } from './versions';

/** After this a test is taken to hang: no test is to depend on the speed of a machine. Milliseconds. */
const PATIENCE = 600_000;

export const AUTHOR = { name: 'pgplatform', email: 'maintainers@pgplatform.dev' };

/** npm name of a package folder. */
export function npmName(folder: string): string {
  return folder === 'pgplatform' || folder === 'create-pgplatform' ? folder : `@pgplatform/${folder}`;
}

/** What every package has in common, whatever compiles it. */
export function configureWorkspace(project: javascript.NodeProject, compile: string | undefined): void {
  const testKit = npmName('test-kit');
  if (project.name !== testKit && project.deps.all.every(({ name }) => name !== testKit)) {
    project.addDevDeps(`${testKit}@^${VERSION}`);
  }
  // npm workspaces: only the root installs. projen has no option for it.
  const pkg = project.package as unknown as Record<string, unknown>;
  pkg.installDependencies = () => {};
  pkg.logInstallTrigger = () => {};
  pkg.resolveDepsAndWritePackageJson = () => [];

  // Direct scripts: going through `projen <task>` costs most of a second each.
  for (const task of [...project.tasks.all]) {
    project.removeScript(task.name);
  }
  if (compile) {
    project.setScript('compile', compile);
  }
  project.setScript('test', 'jest --ci');
  const up = `<rootDir>/${relative(project.outdir, project.root.outdir)}`;
  const kit = `${up}/internal/test-kit/src`;
  new JsonFile(project, 'jest.config.json', {
    marker: false,
    obj: {
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testEnvironment: 'node',
      clearMocks: true,
      watchman: false,
      testTimeout: PATIENCE,
      // No test meets the day of the machine or writes into a cache of it, but those of e2e, which know no other.
      ...(project.outdir.endsWith('e2e')
        ? { modulePathIgnorePatterns: ['<rootDir>/released/'] } // each has a package.json of one name
        : { globalSetup: `${kit}/before-tests.cjs`, setupFiles: [`${kit}/test-clock.cjs`] }),
      // The sources of the siblings: a test needs no compile step.
      moduleNameMapper: {
        '^@pgplatform/test-kit$': kit,
        '^@pgplatform/([a-z0-9-]+)$': `${up}/packages/$1/src`,
        '^pgplatform$': `${up}/packages/pgplatform/src`,
      },
      transform: {
        '^.+\\.ts$': [
          '@swc/jest',
          { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs', ignoreDynamic: true } },
        ],
      },
    },
  });
  project.npmignore?.exclude('/jest.config.json', '/test/', '/tsconfig*.json', '*.tsbuildinfo', '/scripts/');
}
