import { execFileSync, spawnSync } from 'node:child_process';
import { daysFromNow, NOW, testWhen } from '@pgplatform/test-kit';
import { judgePin } from '../src/certificate-findings';
import { parseCertificate } from '../src/sealing-certificate';
import { codesOf, environment } from './declared';
import { throwawayKey } from './throwaway-key';

const key = throwawayKey();
const codes = (
  pem: string | undefined,
  pin = { path: 'certs/stage.pem', spki: key.certificate.spki },
  others = [] as any[],
  now = NOW,
) =>
  judgePin(environment('stage', pin), [environment('stage', pin), ...others], pem, now).findings.map((finding) => finding.code);

const missing = ['openssl', 'ssh-keygen'].filter((tool) => spawnSync(tool, ['-?']).error).join(' and ');

testWhen(missing ? `${missing} is not on the PATH` : undefined)(
  'a certificate has the identity that openssl and ssh-keygen give it',
  () => {
    const input = key.certificate.pem;
    const spki = execFileSync(
      'sh',
      ['-c', 'openssl x509 -pubkey -noout | openssl pkey -pubin -outform DER | openssl dgst -sha256'],
      { input },
    );
    expect(spki.toString()).toContain(key.certificate.spki);
    const ssh = execFileSync(
      'sh',
      ['-c', 'openssl x509 -pubkey -noout | ssh-keygen -i -m PKCS8 -f /dev/stdin | ssh-keygen -lf -'],
      { input },
    );
    expect(ssh.toString()).toContain(`${key.certificate.fingerprint} `);
  },
);

it('the first certificate of several counts, as for kubeseal', () => {
  const other = throwawayKey().certificate;
  expect(parseCertificate(`comment\n${key.certificate.pem}${other.pem}`).spki).toBe(key.certificate.spki);
});

it('the pem is the certificate alone', () => {
  expect(parseCertificate(`notes\r\n${key.certificate.pem.replace(/\n/g, '\r\n')}tail`).pem).toBe(key.certificate.pem);
});

it('a file with a private key is refused, whatever else it has', () => {
  expect(codesOf(() => parseCertificate(key.certificate.pem + key.privateKeyPem))).toEqual(['CERTIFICATE_PRIVATE_KEY']);
});

it.each([
  ['nothing', ''],
  ['a bare public key', key.certificate.publicKey.export({ type: 'spki', format: 'pem' })],
  ['garbage', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
])('%s is refused', (_, pem) => {
  expect(codesOf(() => parseCertificate(pem))).toEqual(['CERTIFICATE_INVALID']);
});

it('a small RSA key is refused', () => {
  expect(codesOf(() => throwawayKey({ bits: 1024 }))).toEqual(['CERTIFICATE_KEY_SIZE']);
});

it('an RSA key that encrypts with a small exponent is refused', () => {
  expect(codesOf(() => throwawayKey({ exponent: 3 }))).toEqual(['CERTIFICATE_EXPONENT']);
});

it.each<[string, number | undefined, string[]]>([
  ['no usage', undefined, []],
  ['encipherOnly, as the controller', 0x01, []],
  ['keyEncipherment beside others', 0xa0, []],
  ['dataEncipherment', 0x10, []],
  ['digitalSignature', 0x80, ['CERTIFICATE_USAGE']],
  ['signing certificates', 0x06, ['CERTIFICATE_USAGE']],
])('a certificate that says %s is warned about or not', (_, usage, wanted) => {
  const made = throwawayKey(usage === undefined ? {} : { usage }).certificate;
  expect(codes(made.pem, { path: 'certs/stage.pem', spki: made.spki })).toEqual(wanted);
});

it('tells how many certificates there are', () => {
  expect(parseCertificate(key.certificate.pem).count).toBe(1);
  expect(parseCertificate(key.certificate.pem.repeat(3)).count).toBe(3);
});

it('a good pin has no finding', () => {
  expect(codes(key.certificate.pem)).toEqual([]);
});

it('dates are judged', () => {
  const made = throwawayKey({ from: daysFromNow(-100), to: daysFromNow(100) }).certificate;
  const pin = { path: 'certs/stage.pem', spki: made.spki };
  expect(codes(made.pem, pin, [], daysFromNow(-101))).toEqual(['CERTIFICATE_NOT_YET_VALID']);
  expect(codes(made.pem, pin, [], daysFromNow(101))).toEqual(['CERTIFICATE_EXPIRED']);
  expect(codes(made.pem, pin, [], daysFromNow(50))).toEqual(['CERTIFICATE_EXPIRES', 'CERTIFICATE_OLD']);
  expect(codes(made.pem, pin, [], daysFromNow(-99))).toEqual([]);
});

it('a certificate that is not the pinned one is refused', () => {
  expect(codes(throwawayKey().certificate.pem)).toEqual(['CERTIFICATE_MISMATCH']);
});

it('a key pinned for two environments is refused, unless both name the same file', () => {
  const { spki } = key.certificate;
  expect(codes(key.certificate.pem, undefined, [environment('prod', { path: 'certs/prod.pem', spki })])).toEqual([
    'CERTIFICATE_SHARED',
  ]);
  expect(codes(key.certificate.pem, undefined, [environment('prod', { path: 'certs/stage.pem', spki })])).toEqual([]);
});

it('a missing file, and a missing pin, are findings', () => {
  expect(codes(undefined)).toEqual(['CERTIFICATE_MISSING']);
  expect(judgePin(environment('stage'), [], undefined, NOW).findings.map((finding) => finding.code)).toEqual([
    'CERTIFICATE_UNPINNED',
  ]);
});
