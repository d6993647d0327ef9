import { JsonFile, javascript, TaskShell, typescript } from 'projen';
import { boundaries } from './boundaries';
import { BIOME, CDK8S, CONSTRUCTS, ESBUILD, NODE_MIN, PROJEN, SWC_CORE, TURBO, TYPESCRIPT, UNRS_RESOLVER } from './versions';

/** The root: npm workspaces, turbo, one linter, the commands of the README. */
export class Monorepo extends javascript.NodeProject {
  constructor() {
    super({
      name: 'pgplatform-monorepo',
      packageManager: javascript.NodePackageManager.NPM,
      defaultReleaseBranch: 'main',
      minNodeVersion: NODE_MIN,
      projenVersion: PROJEN,
      license: 'Apache-2.0',
      copyrightOwner: 'The pgplatform authors',
      devDeps: [
        `constructs@${CONSTRUCTS}`,
        `cdk8s@${CDK8S}`,
        `typescript@${TYPESCRIPT}`,
        'tsx@^4',
        `esbuild@${ESBUILD}`,
        '@types/node@^20',
        `turbo@${TURBO}`,
        'jest@^30',
        '@types/jest@^30',
        `@swc/core@${SWC_CORE}`,
        '@swc/jest@0.2.39',
        'jsii-docgen@^10',
        `@biomejs/biome@${BIOME}`,
        'dependency-cruiser@^17',
        'fast-check@^4',
        'yaml@^2',
      ],
      jest: false,
      release: false,
      buildWorkflow: false,
      depsUpgrade: false,
      github: false,
      package: false,
      npmignoreEnabled: false,
      pullRequestTemplate: false,
      projenrcJs: false,
      gitignore: [
        '.turbo/',
        '*.snap',
        '/demo/',
        '.cache/',
        'lib/',
        '.jsii',
        'tsconfig.json.tmp',
        '*.tsbuildinfo',
        '/packages/*/tsconfig.json',
        '.jsii.tabl.json',
      ],
    });
    const rc = new typescript.ProjenrcTs(this, { runner: typescript.TypeScriptRunner.tsx({ tsconfig: 'tsconfig.projen.json' }) });
    this.tasks.shell = TaskShell.system(); // projen's own takes a program that a signal has ended for one that succeeded
    this.defaultTask?.reset(`tsx --tsconfig ${rc.tsconfig.fileName} .projenrc.ts`);
    this.package.addField('private', true);
    this.package.addField('workspaces', ['packages/*', 'internal/*', 'e2e']);
    this.package.addField('packageManager', 'npm@11.19.1');
    // verdaccio-audit asks for a dist-tag of node-fetch that a registry may not have.
    this.package.addPackageResolutions(`unrs-resolver@${UNRS_RESOLVER}`, 'node-fetch@2.7.0');
    for (const key of ['fund', 'audit', 'update-notifier']) {
      this.npmrc.addConfig(key, 'false');
    }
    this.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

    for (const task of [...this.tasks.all]) {
      this.removeScript(task.name);
    }
    const scripts: Record<string, string> = {
      synth: 'projen',
      compile: 'turbo run compile',
      test: 'node scripts/test.mjs',
      demo: 'node scripts/demo.mjs',
      bench: 'node scripts/bench.mjs',
      release: 'node scripts/release.mjs',
      examples: 'node scripts/examples.mjs',
      lint: 'biome check . && depcruise --config .dependency-cruiser.cjs packages internal e2e',
      format: 'biome check --write .',
      docgen: 'turbo run docgen',
      errors: 'node scripts/errors.mjs',
      facts: 'node packages/facts/scripts/parameter-contexts.mjs && node packages/facts/scripts/schema-facts.mjs',
      conformance: 'node scripts/conformance.mjs',
      fuzz: 'node scripts/fuzz.mjs',
      prove: 'node scripts/prove.mjs',
    };
    for (const [name, command] of Object.entries(scripts)) {
      this.setScript(name, command);
    }
    new JsonFile(this, 'turbo.json', {
      marker: false,
      obj: {
        $schema: './node_modules/turbo/schema.json',
        ui: 'stream',
        globalDependencies: ['package-lock.json', 'scripts/bundle.mjs'],
        tasks: {
          compile: {
            dependsOn: ['^compile'],
            inputs: ['src/**', 'data/**', 'package.json', 'tsconfig*.json', 'README.md'],
            outputs: ['lib/**', '.jsii', 'tsconfig.tsbuildinfo', 'tsconfig.json'],
          },
          // Tests read the sources of their siblings: `topo` carries those hashes without running anything.
          test: {
            dependsOn: ['^topo'],
            inputs: ['src/**', 'data/**', 'test/**', 'package.json', 'jest.config.json', 'schema/**'],
            outputs: ['.cache/jest.json'],
          },
          topo: { dependsOn: ['^topo'], inputs: ['src/**', 'data/**', 'package.json'] },
          docgen: { dependsOn: ['compile'], inputs: ['src/**'], outputs: ['API.md'] },
        },
      },
    });
    boundaries(this);
  }
}
