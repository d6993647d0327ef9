import type { DocumentContext } from '../../src/documents/document-context';
import { documents } from '../../src/documents/documents';
import type { MarkdownFile } from '../../src/documents/markdown';
import { documentProblems } from './document-check';
import { platformContext } from './platform-context';

/** The check of the documents is worth what it finds: every kind of mistake, put into a good document. */
const MISTAKES: [what: string, from: RegExp, to: string, problem: RegExp][] = [
  ['a namespace that does not exist', /-n postgres-prod/, '-n postgres-live', /no namespace postgres-live/],
  ['a Cluster that does not exist', /(clusters\.postgresql\.cnpg\.io) postgres-shared/, '$1 postgres-other', /postgres-other/],
  ['an ambiguous resource', /get -n postgres-prod clusters\.postgresql\.cnpg\.io/, 'get -n postgres-prod cluster', /ambiguous/],
  ['psql as the application', /psql -U postgres/, 'psql -U app', /local socket refuses app/],
  ['a database that does not exist', /psql -U postgres app/, 'psql -U postgres shop', /no database shop/],
  ['a deletion', /kubectl describe/, 'kubectl delete', /kubectl delete/],
  ['a Service that does not exist', /svc\/postgres-shared-rw/, 'svc/postgres-shared', /no svc\/postgres-shared/],
  ['a container that does not exist', /-c plugin-barman-cloud/, '-c barman', /no container barman/],
  ['a metric that does not exist', /cnpg_collector_pg_wal\b/, 'cnpg_wal_size', /no metric cnpg_wal_size/],
  ['a size of another platform', /50Gi/, '60Gi', /60Gi is not a figure/],
  ['a bucket of another platform', /s3:\/\/cloudnativepg-backups/, 's3://other-bucket', /other-bucket/],
  ['a version of another release', /CloudNativePG 1\.30\.0/, 'CloudNativePG 1.31.0', /1\.31\.0 is not a figure/],
  ['a date', /2026-12-31/, '2026-11-22', /2026-11-22 is not a figure/],
  ['a link to nowhere', /\(VERIFICATION\.md\)/, '(VERIFY.md)', /VERIFY\.md, which is not there/],
  ['a link to a heading that is not there', /#archiving-fails/, '#archiving', /a heading that is not there/],
  [
    'a secret that is not declared',
    /(seal prod) postgres-backup-s3-credentials/,
    '$1 s3-credentials',
    /no secret s3-credentials/,
  ],
  ['a command that does not exist', /pgplatform live/, 'pgplatform prove', /no such command/],
  ['an object name in the text', /PodMonitor `postgres-shared-metrics`/, 'PodMonitor `postgres-metrics`', /name of nothing/],
  ['a key that no secret has', /`ACCESS_SECRET_KEY`/, '`SECRET_ACCESS_KEY`', /the key of nothing/],
];

let context: DocumentContext;
let files: MarkdownFile[];
beforeAll(() => {
  context = platformContext({});
  files = documents(context);
});

test.each(MISTAKES)('%s is found', (_, from, to, problem) => {
  const changed = files.map((file) => ({ ...file, text: file.text.replace(from, to) }));
  expect(changed).not.toEqual(files);
  expect(documentProblems(context, changed).join('\n')).toMatch(problem);
});
