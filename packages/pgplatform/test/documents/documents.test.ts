import { Crds, readYaml, testWhen } from '@pgplatform/test-kit';
import type { DocumentContext } from '../../src/documents/document-context';
import { documents } from '../../src/documents/documents';
import type { MarkdownFile } from '../../src/documents/markdown';
import { documentProblems } from './document-check';
import { markdownParts } from './markdown-parts';
import { platformContext } from './platform-context';
import { PLATFORMS } from './platforms';

const PATHS = [
  'README.md',
  'adr/0004-cloudnativepg-for-postgresql.md',
  'adr/0007-longhorn-storageclass-strategy.md',
  'adr/0010-gitops-repository-structure.md',
  'bootstrap/README.md',
  'infrastructure/postgres/IMPLEMENTATION_SUMMARY.md',
  'infrastructure/postgres/README.md',
  'infrastructure/postgres/VERIFICATION.md',
];

describe.each(Object.entries(PLATFORMS))('of %s', (_, options) => {
  let context: DocumentContext;
  let files: MarkdownFile[];

  beforeAll(() => {
    context = platformContext(options);
    files = documents(context);
  });

  const text = (path: string) => files.find((file) => file.path === path)!.text;
  const manifests = () =>
    files
      .flatMap((file) => markdownParts(file).fences.filter(({ language }) => language === 'yaml'))
      .flatMap((fence) => readYaml(fence.text));

  test('all documents are there', () => {
    expect(files.map(({ path }) => path).sort()).toEqual(PATHS);
  });

  test('every name, path, namespace, link, command, metric and figure exists', () => {
    expect(documentProblems(context, files)).toEqual([]);
  });

  test('the same model gives the same bytes', () => {
    expect(documents(platformContext(options))).toEqual(files);
  });

  test('a recovery is a new Cluster that reads the old archive and writes its own', () => {
    const [restored] = manifests().filter(({ kind }) => kind === 'Cluster');
    if (!context.model.environments.some(({ destinationPath }) => destinationPath)) {
      expect(restored).toBeUndefined();
      return;
    }
    const environment = context.model.environments.find(({ namespace }) => namespace === restored.metadata.namespace)!;
    const origin = restored.spec.externalClusters.find(({ name }: any) => name === restored.spec.bootstrap.recovery.source);
    const reads = origin.plugin?.parameters.serverName ?? origin.barmanObjectStore.serverName;
    const writes =
      restored.spec.plugins?.find(({ isWALArchiver }: any) => isWALArchiver).parameters.serverName ??
      restored.spec.backup.barmanObjectStore.serverName;
    expect(restored.metadata.name).not.toBe(environment.cluster);
    expect(restored.metadata.name.length).toBeLessThanOrEqual(50);
    expect(restored.spec.bootstrap.initdb).toBeUndefined();
    expect(reads).toBe(environment.serverNames.at(-1));
    expect(environment.serverNames).not.toContain(writes);
    expect(restored.spec.storage.size).toBe(environment.storage);
    expect(restored.metadata.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=false,Delete=false');
  });

  testWhen(Crds.missing)('every manifest in a document is one that the API server takes', () => {
    const crds = Crds.forOperator(context.release.operatorVersion);
    const problems = manifests()
      .filter((object) => crds.covers(object))
      .flatMap((object) => crds.validate(object).map((problem) => `${object.kind}: ${problem}`));
    expect(problems).toEqual([]);
  });

  test('deviations have one heading, in one document', () => {
    const with_ = files.filter((file) => file.text.includes('What differs from the reference')).map(({ path }) => path);
    expect(with_).toEqual(['infrastructure/postgres/IMPLEMENTATION_SUMMARY.md']);
  });

  test('every parameter of every environment is in the configuration', () => {
    const names = Object.values(context.effective).flatMap((objects) =>
      Object.keys(objects.find(({ kind }) => kind === 'Cluster').spec.postgresql.parameters),
    );
    expect(names.filter((name) => !text('infrastructure/postgres/README.md').includes(`| \`${name}\` |`))).toEqual([]);
  });

  test('decision records are complete', () => {
    const missing = PATHS.filter((path) => path.startsWith('adr/')).flatMap((path) =>
      [
        '## Status',
        '## Context',
        '## Options considered',
        '## Decision',
        '## Consequences',
        '## Revisit when',
        'For: ',
        'Against: ',
      ]
        .filter((part) => !text(path).includes(part))
        .map((part) => `${path}: ${part}`),
    );
    expect(missing).toEqual([]);
  });
});

test('after a major upgrade the documents name the archives before and after it, and that nothing goes across', () => {
  const context = platformContext(
    { environments: [{ name: 'prod', postgresVersion: '18' }] },
    { environments: [{ name: 'prod' }] },
  );
  const files = documents(context);
  expect(documentProblems(context, files)).toEqual([]);
  const readme = files.find(({ path }) => path === 'infrastructure/postgres/README.md')?.text;
  expect(readme).toContain('- `prod`: now `postgres-shared-pg18`, before that `postgres-shared`');
  expect(readme).toContain('there is no point-in-time recovery across a major upgrade');
});

test('on the way between two releases the first page says where it is, what comes next, and the command', () => {
  const page = (platformRelease: string) =>
    documents(platformContext({ platformRelease })).find(({ path }) => path === 'README.md')?.text ?? '';
  expect(page('2026.07-plugin')).toContain(
    '**This repository is between two releases.** `2026.07-plugin` is a step on the way to `2026.07`; go on when it is merged and healthy. ' +
      'The next step is `2026.07-object-store`: ',
  );
  expect(page('2026.07-plugin')).toContain('```sh\nnpx pgplatform upgrade --to 2026.07\n```');
  expect(page('2026.02')).toContain('The newest release is `2026.07`. The next step is `2026.06`: ');
  expect(page('2026.07')).not.toContain('The next step');
});
