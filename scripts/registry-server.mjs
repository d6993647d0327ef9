// The process of the local registry: Verdaccio on loopback, on a free port, with a storage of its own. It ends, and removes its storage, when the
// process that started it lets go of it or dies. Started by registry.mjs only.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { runServer } = createRequire(import.meta.url)('verdaccio');

const directory = mkdtempSync(join(tmpdir(), 'pgplatform-registry-'));
const open = { access: '$all', publish: '$all', unpublish: '$all' };

// Again and again: a write that is under way makes folders anew.
process.on('exit', () => rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group: the one who started this decides when it ends.
process.on('SIGINT', () => {});

const server = await runServer({
  self_path: directory,
  storage: join(directory, 'storage'),
  auth: { htpasswd: { file: join(directory, 'htpasswd') } },
  uplinks: { upstream: { url: process.argv[2], maxage: '60m', timeout: '60s' } },
  packages: {
    '@pgplatform/*': open,
    pgplatform: open,
    'create-pgplatform': open,
    '**': { access: '$all', proxy: 'upstream' },
  },
  server: { keepAliveTimeout: 60 },
  max_body_size: '50mb',
  web: { enable: false },
  log: { type: 'file', path: join(directory, 'log'), format: 'json', level: 'warn' },
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, directory }));
