// What sealing costs, side by side: an empty node process and `seal` of two keys, and seals per second in one thread.
//   node packages/cli/test/seal.bench.mjs [ROUNDS]       (after npm run compile); prints one JSON object
import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { demoCertificate } from '../../../scripts/demo-certificate.mjs';

const rounds = Number(process.argv[2] ?? 15);
const MAIN = fileURLToPath(new URL('../lib/pgplatform.js', import.meta.url));
const require = createRequire(import.meta.url);
const { encryptionLabel, parseCertificate, sealValue } = require('@pgplatform/sealed-secrets');

// The repository comes from the tests' sources, in a process of its own, so that nothing is loaded twice here.
const make = `require('./from-source.cjs'); const { GeneratedRepository, throwawayKey } = require('./generated-repository.ts');
console.log(new GeneratedRepository({ stage: throwawayKey({ bits: 4096 }).certificate }).root)`;
const cwd = execFileSync(process.execPath, ['-e', make], {
  cwd: fileURLToPath(new URL('.', import.meta.url)),
  encoding: 'utf8',
}).trim();
const input = JSON.stringify({
  ACCESS_KEY_ID: 'AKIAZ7PTYPTYPTYPTYPT',
  ACCESS_SECRET_KEY: '0123456789abcdefghijABCDEFGHIJ0123456789',
});
const seal = [MAIN, 'seal', 'stage', 'postgres-backup-s3-credentials', '--from-json', 'stdin'];

const times = { emptyNode: [], seal: [] };
for (let round = 0; round <= rounds; round++) {
  for (const [name, args] of [
    ['emptyNode', ['-e', '0']],
    ['seal', seal],
  ]) {
    const start = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, args, { cwd, input });
    if (status !== 0) {
      throw new Error(`${name} failed`);
    }
    if (round > 0) {
      times[name].push(Number(process.hrtime.bigint() - start) / 1e6); // the first round warms up
    }
  }
}
execFileSync('rm', ['-rf', cwd]);

const certificate = parseCertificate(demoCertificate().certificate);
const label = encryptionLabel('strict', 'postgres-stage', 'credentials');
const value = Buffer.alloc(40, 'a');
const rates = Array.from({ length: 5 }, () => {
  const start = process.hrtime.bigint();
  for (let i = 0; i < 5000; i++) {
    sealValue(certificate.publicKey, value, label);
  }
  return 5000 / (Number(process.hrtime.bigint() - start) / 1e9);
});

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const emptyNode = median(times.emptyNode);
const sealing = median(times.seal);
console.log(
  JSON.stringify({
    emptyNodeMs: Math.round(emptyNode),
    sealMs: Math.round(sealing),
    ratio: Number((sealing / emptyNode).toFixed(2)),
    sealsPerSecondRsa4096: Math.round(median(rates)),
  }),
);
