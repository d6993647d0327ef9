import { JsonFile, type Project, TextFile } from 'projen';

/** Linter, formatter, and who may import whom. */
export function boundaries(project: Project): void {
  new JsonFile(project, 'biome.json', {
    marker: false,
    obj: {
      $schema: './node_modules/@biomejs/biome/configuration_schema.json',
      vcs: { enabled: true, clientKind: 'git', useIgnoreFile: true },
      files: {
        includes: [
          '**/*.ts',
          '**/*.mjs',
          '!**/lib',
          '!examples',
          '!**/node_modules',
          '!e2e/released',
          '!**/*.before.ts',
          '!**/*.after.ts',
        ],
      },
      formatter: { indentStyle: 'space', lineWidth: 130 },
      javascript: { formatter: { quoteStyle: 'single' } },
      json: { formatter: { enabled: false } },
      linter: {
        rules: {
          recommended: true,
          style: { useImportType: 'error', noNonNullAssertion: 'off', useTemplate: 'off' },
          suspicious: { noExplicitAny: 'off', noUndeclaredEnvVars: 'off', noTemplateCurlyInString: 'off' },
          complexity: { noStaticOnlyClass: 'off', useLiteralKeys: 'off' },
          correctness: { noUnusedImports: 'error', noUnusedVariables: 'error' },
        },
      },
    },
  });
  new TextFile(project, '.dependency-cruiser.cjs', {
    marker: true,
    lines: [`module.exports = ${JSON.stringify(cruiser(), null, 2)};`],
  });
  new TextFile(project, '.editorconfig', {
    lines: [
      'root = true',
      '',
      '[*]',
      'charset = utf-8',
      'end_of_line = lf',
      'insert_final_newline = true',
      'indent_style = space',
      'indent_size = 2',
      'trim_trailing_whitespace = true',
      '',
    ],
  });
}

/** The one file of each package that starts a program: git, Kustomize, kubectl, npm and so on. */
const ADAPTERS = [
  'reading/src/adapters/(git|kustomize)',
  'cli/src/(kubectl|temporary-folder|value-source)',
  'cli/src/upgrade/(program|package-upgrade)',
  'fleet/src/(npm|token)',
  'fleet/src/sandbox/(open-descriptors|sandbox-run|sandbox-tool)',
  'create-pgplatform/src/(git|create-repository)',
  'pgplatform/src/repository-validation',
];

/** name -> folders of ours that may be imported. */
const DAG: Record<string, string[]> = {
  facts: [],
  core: ['facts'],
  preflight: ['core', 'facts'],
  'operator-values': ['core', 'facts'],
  'cluster-base': ['core', 'facts'],
  'environment-overlays': ['core'],
  'application-set': ['core'],
  'sealed-secrets': ['core'],
  pgplatform: [
    'core',
    'facts',
    'preflight',
    'operator-values',
    'cluster-base',
    'environment-overlays',
    'application-set',
    'sealed-secrets',
  ],
  impact: ['preflight', 'core', 'facts'],
  reading: ['core'],
  codemods: [],
  fleet: ['pgplatform', 'impact', 'reading', 'preflight', 'sealed-secrets', 'codemods', 'core'],
  cli: ['fleet', 'codemods', 'impact', 'reading', 'preflight', 'sealed-secrets', 'core', 'facts'],
  'create-pgplatform': [],
};

function cruiser(): unknown {
  const edges = Object.entries(DAG).map(([from, to]) => ({
    name: `dag-${from}`,
    comment: `${from} may import ${to.length ? to.join(', ') : 'none of ours'} (docs/architecture.md)`,
    severity: 'error',
    from: { path: `^packages/${from}/src` },
    to: { path: `^(packages|node_modules/(@pgplatform/)?)`, pathNot: [] as string[] },
  }));
  for (const edge of edges) {
    const from = edge.name.slice(4);
    const others = Object.keys(DAG).filter((p) => p !== from && !DAG[from].includes(p));
    edge.to = { path: `^packages/(${others.join('|')})/`, pathNot: [] };
  }
  const only = (module: string, file: string) => ({
    name: `only-${module.replace(/\W+/g, '-')}`,
    comment: `${module} is touched by ${file} alone`,
    severity: 'error',
    from: { path: '^packages/[^/]+/src', pathNot: `^${file}` },
    to: { path: `^(node_modules/)?${module}` },
  });
  return {
    forbidden: [
      {
        name: 'no-cycle',
        comment: 'two files that import each other are one file, or one of them knows too much',
        severity: 'error',
        from: { path: '^(packages|internal)/' },
        to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      },
      {
        name: 'no-own-barrel',
        comment: 'import the file, not your own index.ts',
        severity: 'error',
        from: { path: '^(packages|internal)/([^/]+)/src/' },
        to: { path: '^$1/$2/src/index\\.ts$' },
      },
      {
        name: 'no-deep-cross-package',
        comment: 'other packages are their index.ts',
        severity: 'error',
        from: { path: '^packages/([^/]+)/' },
        to: { path: '^packages/([^/]+)/(src|lib)/(?!index)', pathNot: '^packages/$1/' },
      },
      {
        name: 'no-drawer',
        comment: 'name the file after its noun',
        severity: 'error',
        from: {},
        to: { path: '^(packages|internal)/.*/(util|helper|common|misc)[^/]*$' },
      },
      ...edges,
      only('@octokit', 'packages/fleet/src/octokit-github.ts'),
      only('ts-morph', 'packages/codemods/src'),
      {
        name: 'programs',
        comment: 'every program is started by one file: those that read what strangers wrote by the adapters of reading',
        severity: 'error',
        from: { path: '^packages/[^/]+/src', pathNot: `^packages/(${ADAPTERS.join('|')})\\.ts$` },
        to: { path: '^(node:)?child_process$' },
      },
    ],
    options: {
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '(/lib/|/dist/|\\.d\\.ts$)' },
      tsPreCompilationDeps: true,
      preserveSymlinks: false,
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
    },
  };
}
