import { javascript, typescript } from 'projen';
import type { Monorepo } from './monorepo';
import { NODE_MIN, TYPESCRIPT, VERSION } from './versions';
import { AUTHOR, configureWorkspace, npmName } from './workspace';

export interface NodeWorkspaceOptions {
  /** Folders of our packages that this one imports. */
  readonly siblings?: string[];
  /** Folders of our packages that its tests read. */
  readonly testSiblings?: string[];
  readonly deps?: string[];
  readonly devDeps?: string[];
  readonly bin?: Record<string, string>;
  /** What `scripts/bundle.mjs` is given: entry and file. */
  readonly bundle?: string;
  /** Not published: lives in `internal/`. */
  readonly internal?: boolean;
  /** Lives beside `packages/`, has tests only. */
  readonly root?: boolean;
}

/** A plain TypeScript package. */
export class NodeWorkspace extends typescript.TypeScriptProject {
  constructor(repo: Monorepo, folder: string, description: string, options: NodeWorkspaceOptions = {}) {
    const name = npmName(folder);
    super({
      parent: repo,
      name,
      outdir: options.root ? folder : options.internal ? `internal/${folder}` : `packages/${folder}`,
      description,
      packageManager: javascript.NodePackageManager.NPM,
      defaultReleaseBranch: 'main',
      minNodeVersion: NODE_MIN,
      typescriptVersion: TYPESCRIPT,
      authorName: AUTHOR.name,
      authorEmail: AUTHOR.email,
      authorOrganization: true,
      repository: 'https://github.com/pgplatform/pgplatform.git',
      repositoryDirectory: options.root ? folder : `${options.internal ? 'internal' : 'packages'}/${folder}`,
      license: 'Apache-2.0',
      copyrightOwner: 'The pgplatform authors',
      npmAccess: javascript.NpmAccess.PUBLIC,
      deps: [...(options.siblings ?? []).map((s) => `${npmName(s)}@^${VERSION}`), ...(options.deps ?? [])],
      devDeps: [...(options.testSiblings ?? []).map((s) => `${npmName(s)}@^${VERSION}`), ...(options.devDeps ?? [])],
      bin: options.bin,
      tsconfig: {
        compilerOptions: {
          module: 'node16',
          moduleResolution: javascript.TypeScriptModuleResolution.NODE16,
          target: 'ES2022',
          lib: ['es2022'],
          types: ['node'],
          skipLibCheck: true,
        },
      },
      release: false,
      buildWorkflow: false,
      depsUpgrade: false,
      github: false,
      pullRequestTemplate: false,
      eslint: false,
      jest: false,
      sampleCode: false,
      projenrcTs: false,
      docgen: false,
      package: false,
    });
    configureWorkspace(
      this,
      options.root
        ? undefined
        : ['tsc --build', ...(options.bundle ? [`node ../../scripts/bundle.mjs ${options.bundle}`] : [])].join(' && '),
    );
    this.package.addVersion(VERSION);
    if (options.internal) {
      this.package.addField('private', true);
    } else {
      // Not into index.js itself: the compiler would take the bundle for what it made, and leave it there.
      const main = (!options.bin && options.bundle?.split(' ')[1]) || 'lib/index.js';
      this.package.addField('main', main);
      this.package.addField('exports', {
        '.': { types: './lib/index.d.ts', default: `./${main}` },
        './package.json': './package.json',
      });
    }
  }
}
