import { cdk, javascript } from 'projen';
import type { Monorepo } from './monorepo';
import { CDK8S, CONSTRUCTS, JSII, NODE_MIN, PROJEN, TYPESCRIPT, VERSION } from './versions';
import { AUTHOR, configureWorkspace, npmName } from './workspace';

export interface JsiiWorkspaceOptions {
  /** Folders of our packages that this one imports. */
  readonly siblings?: string[];
  readonly cdk8s?: boolean;
  readonly projen?: boolean;
}

const COMPILE =
  'jsii --no-fix-peer-dependencies --silence-warnings=reserved-word --silence-warnings=missing-dev-dependency && node ../../scripts/bundle.mjs';

/** A published jsii package in `packages/`. */
export class JsiiWorkspace extends cdk.JsiiProject {
  constructor(repo: Monorepo, folder: string, description: string, options: JsiiWorkspaceOptions = {}) {
    const siblings = (options.siblings ?? []).map((s) => `${npmName(s)}@^${VERSION}`);
    const outside = [
      ...(options.cdk8s || options.projen ? [`constructs@${CONSTRUCTS}`] : []),
      ...(options.cdk8s ? [`cdk8s@${CDK8S}`] : []),
    ];
    super({
      parent: repo,
      name: npmName(folder),
      outdir: `packages/${folder}`,
      description,
      packageManager: javascript.NodePackageManager.NPM,
      defaultReleaseBranch: 'main',
      minNodeVersion: NODE_MIN,
      typescriptVersion: TYPESCRIPT,
      jsiiVersion: JSII,
      author: AUTHOR.name,
      authorAddress: AUTHOR.email,
      repositoryUrl: 'https://github.com/pgplatform/pgplatform.git',
      repositoryDirectory: `packages/${folder}`,
      license: 'Apache-2.0',
      copyrightOwner: 'The pgplatform authors',
      npmAccess: javascript.NpmAccess.PUBLIC,
      // turbo orders by dependencies, jsii wants peers: a sibling is both.
      deps: siblings,
      peerDeps: [...siblings, ...outside, ...(options.projen ? [`projen@^${PROJEN}`] : [])],
      devDeps: [...outside, ...(options.projen ? [`projen@${PROJEN}`] : [])],
      peerDependencyOptions: { pinnedDevDependency: false },
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
    });
    configureWorkspace(this, COMPILE);
    // jsii-docgen looks for siblings below the package; npm keeps them at the root.
    this.setScript('docgen', 'node ../../scripts/docgen.mjs');
    this.package.addVersion(VERSION);
    this.package.addField('exports', { '.': './lib/index.js', './package.json': './package.json', './.jsii': './.jsii' });
  }
}
