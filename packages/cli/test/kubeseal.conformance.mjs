// Real kubeseal as the oracle, offline: what our command seals, kubeseal opens, and the other way round, in every scope.
// Run by `npm run conformance`, which says in KUBESEAL where the pinned program is.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPrivateKey, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';

const SCOPES = ['strict', 'namespace-wide', 'cluster-wide'];

const require = createRequire(import.meta.url);
require('./from-source.cjs');
const { GeneratedRepository, SECRET, throwawayKey } = require('./generated-repository.ts');
const { unseal } = require('./unsealer.ts');
const { recordSynthesis } = require('@pgplatform/core');
const { encryptionLabel } = require('../../sealed-secrets/src/index.ts');

const kubeseal = process.env.KUBESEAL;
assert.ok(kubeseal, 'KUBESEAL is not set: run npm run conformance');
const key = throwawayKey({ to: new Date('2126-01-01') }); // kubeseal has the clock of the machine
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kubeseal-conformance-'));
process.env.XDG_CACHE_HOME = folder; // where this machine notes which models a synthesis made
const keyFile = path.join(folder, 'key.pem');
fs.writeFileSync(keyFile, key.privateKeyPem, { mode: 0o600 });
try {
  SCOPES.forEach(both);
  console.log(SCOPES.join(', '));
} finally {
  fs.rmSync(folder, { recursive: true });
}

/** Both directions, and a file that both wrote in. */
function both(scope) {
  const repository = new GeneratedRepository({ stage: key.certificate });
  repository.synth((model) => {
    model.environments[0].secrets[0].scope = scope;
  });
  recordSynthesis(repository.read('.pgplatform/model.json'));
  const file = path.join(repository.root, repository.file('stage'));
  const values = { ACCESS_KEY_ID: randomText(20), ACCESS_SECRET_KEY: randomText(40) };

  // Ours, opened by kubeseal.
  const sealed = repository.run(['seal', 'stage', SECRET, '--from-json', 'stdin'], { input: JSON.stringify(values) });
  assert.equal(sealed.code, 0, sealed.stderr);
  assert.deepEqual(recovered(file), values);

  // Theirs, opened as the controller does, and without an error in our eyes.
  const annotations = scope === 'strict' ? undefined : { [`sealedsecrets.bitnami.com/${scope}`]: 'true' };
  const metadata = { name: SECRET, namespace: 'postgres-stage', annotations };
  const secret = stringify({ apiVersion: 'v1', kind: 'Secret', metadata, stringData: values });
  const certificate = path.join(repository.root, 'certs/stage.pem');
  fs.writeFileSync(file, run(['--cert', certificate, '--format', 'yaml', '--scope', scope], secret));
  const theirs = parse(fs.readFileSync(file, 'utf8')).spec.encryptedData;
  const label = encryptionLabel(scope, 'postgres-stage', SECRET);
  for (const name of Object.keys(values)) {
    assert.equal(unseal(createPrivateKey(key.privateKeyPem), theirs[name], label).toString(), values[name]);
  }
  const status = JSON.parse(repository.run(['seal', 'status', '--json']).stdout).secrets[0];
  assert.deepEqual(
    status.findings.filter((finding) => finding.severity === 'error'),
    [],
  );

  // One key of their file sealed by us: their value keeps its bytes, and kubeseal opens both.
  values.ACCESS_SECRET_KEY = randomText(40);
  const one = ['seal', 'stage', SECRET, '--only', 'ACCESS_SECRET_KEY', '--from', 'ACCESS_SECRET_KEY=stdin'];
  const merged = repository.run(one, { input: values.ACCESS_SECRET_KEY });
  assert.equal(merged.code, 0, merged.stderr);
  assert.equal(parse(fs.readFileSync(file, 'utf8')).spec.encryptedData.ACCESS_KEY_ID, theirs.ACCESS_KEY_ID);
  assert.deepEqual(recovered(file), values);
  repository.remove();
}

/** The values in a file, as kubeseal opens them with the private key. */
function recovered(file) {
  const secret = JSON.parse(run(['--recovery-unseal', '--recovery-private-key', keyFile], fs.readFileSync(file)));
  return Object.fromEntries(Object.entries(secret.data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString()]));
}

function run(args, input) {
  return execFileSync(kubeseal, args, { input, encoding: 'utf8', env: { ...process.env, KUBECONFIG: '/nonexistent' } });
}

function randomText(length) {
  return randomBytes(length).toString('hex').slice(0, length);
}
