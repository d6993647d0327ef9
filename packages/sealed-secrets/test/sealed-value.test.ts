import { createPrivateKey, randomBytes, randomInt } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { testWhen } from '@pgplatform/test-kit';
import { couldBeSealedWith, inspectSealedValue, sealValue } from '../src/sealed-value';
import { parseCertificate } from '../src/sealing-certificate';
import { encryptionLabel } from '../src/sealing-scope';
import { throwawayKey } from './throwaway-key';
import { unseal } from './unsealer';

const SCOPES = ['strict', 'namespace-wide', 'cluster-wide'];
const { certificate, privateKey } = throwawayKey();
const VECTORS = path.resolve(__dirname, '../../../../shared/corpus/sealing-vectors.json');

describe('values sealed by upstream code', () => {
  const corpus = fs.existsSync(VECTORS) ? JSON.parse(fs.readFileSync(VECTORS, 'utf8')) : undefined;
  const test = testWhen(corpus ? undefined : '../shared/corpus is not here');

  test('all have the outside that is inspected, and open with our labels', () => {
    const upstream = parseCertificate(corpus.certificatePem);
    const key = createPrivateKey({ key: corpus.testOnlyPrivateKeyJwk, format: 'jwk' });
    expect(corpus.vectors.length).toBeGreaterThan(0);
    for (const vector of corpus.vectors) {
      const plaintext = Buffer.from(vector.plaintextBase64, 'base64');
      const outside = inspectSealedValue(vector.sealed)!;
      expect(outside).toMatchObject({ keyBytes: 512, plaintextLength: plaintext.length });
      expect(couldBeSealedWith(outside, upstream.publicKey)).toBe(true);
      expect(couldBeSealedWith(outside, certificate.publicKey)).toBe(false);
      const label = encryptionLabel(vector.scope, vector.namespace, vector.name);
      expect(unseal(key, vector.sealed, label).equals(plaintext)).toBe(true);
    }
  });
});

it('1,000 random values open again, in every scope', () => {
  for (let i = 0; i < 1000; i++) {
    const value = randomBytes(randomInt(200));
    const label = encryptionLabel(SCOPES[i % 3], `ns-${i}`, `name-${i}`);
    const sealed = sealValue(certificate.publicKey, value, label);
    expect(inspectSealedValue(sealed)?.plaintextLength).toBe(value.length);
    expect(unseal(privateKey, sealed, label).equals(value)).toBe(true);
  }
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['1 MiB of noise', randomBytes(1024 * 1024)],
  ['1 MiB of zeros', Buffer.alloc(1024 * 1024)],
  ['every byte', Buffer.from(Array.from({ length: 256 }, (_, i) => i))],
  ['invalid UTF-8', Buffer.from([0xff, 0xfe, 0xc0, 0x80])],
  ['a lone newline', Buffer.from('\n')],
])('%s opens again, in every scope', (_, value) => {
  for (const scope of SCOPES) {
    const label = encryptionLabel(scope, 'postgres-stage', 'credentials');
    expect(unseal(privateKey, sealValue(certificate.publicKey, value, label), label).equals(value)).toBe(true);
  }
});

it('a value opens nowhere else', () => {
  const sealed = sealValue(certificate.publicKey, Buffer.from('v'), encryptionLabel('strict', 'a', 'b'));
  for (const [scope, namespace, name] of [
    ['strict', 'a', 'c'],
    ['strict', 'c', 'b'],
    ['namespace-wide', 'a', 'b'],
    ['cluster-wide', 'a', 'b'],
  ]) {
    expect(() => unseal(privateKey, sealed, encryptionLabel(scope, namespace, name))).toThrow();
  }
});

it('the same value never gives the same bytes', () => {
  const label = encryptionLabel('strict', 'a', 'b');
  const sealed = Array.from({ length: 20 }, () => sealValue(certificate.publicKey, Buffer.from('v'), label));
  expect(new Set(sealed).size).toBe(20);
});

it.each(['', 'AgA', 'not base64!', 'AgB4\n', Buffer.alloc(600).toString('base64'), 12, null, undefined, {}])(
  'inspection finds no sealed value in %p',
  (value) => {
    expect(inspectSealedValue(value)).toBeUndefined();
  },
);

it('a scope that does not exist is not sealed for', () => {
  expect(() => encryptionLabel('cluster', 'a', 'b')).toThrow();
});

it('never says "certainly not" of the key that sealed', () => {
  const label = encryptionLabel('strict', 'a', 'b');
  for (let i = 0; i < 200; i++) {
    const outside = inspectSealedValue(sealValue(certificate.publicKey, Buffer.from('v'), label))!;
    expect(couldBeSealedWith(outside, certificate.publicKey)).toBe(true);
  }
});
