// A sealing certificate like the controller's, and its key, to be thrown away: for the demo and for tests.
//   node scripts/demo-certificate.mjs [--bits 2048] [--exponent 65537] [--usage BITS] [--ip ADDRESS] [--not-before DATE] [--not-after DATE]
// prints {"certificate": PEM, "privateKey": PEM}. Nothing is written to a disk.
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const DAY = 24 * 3600 * 1000;

/**
 * Self-signed X.509 v3 (RFC 5280): RSA, empty subject, CA, valid 10 years, as sealed-secrets `pkg/crypto/keys.go` makes it.
 *
 * @param usage bits of the key usage, the first one of RFC 5280 4.2.1.3 highest: 0x80 digitalSignature, 0x20 keyEncipherment
 * @param ip IPv4 address of a server that has this certificate
 */
export function demoCertificate({
  bits = 4096,
  exponent = 0x10001,
  usage,
  ip,
  notBefore = new Date(Date.now() - DAY),
  notAfter = new Date(Date.now() + 3650 * DAY),
} = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: exponent });
  const rsaWithSha256 = sequence(oid('2a864886f70d01010b'), der(0x05, Buffer.alloc(0)));
  const name = sequence();
  const serial = randomBytes(16);
  serial[0] = (serial[0] & 0x7f) | 0x40; // positive, and not padded with zeros
  const basicConstraints = sequence(oid('551d13'), boolean(true), octets(sequence(boolean(true))));
  const extensions = [
    basicConstraints,
    ...(usage === undefined ? [] : [sequence(oid('551d0f'), octets(der(0x03, Buffer.of(0, usage))))]),
    ...(ip === undefined ? [] : [sequence(oid('551d11'), octets(sequence(der(0x87, Buffer.from(ip.split('.').map(Number))))))]),
  ];
  const body = sequence(
    der(0xa0, integer(Buffer.of(2))),
    integer(serial),
    rsaWithSha256,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  const certificate = sequence(body, rsaWithSha256, der(0x03, Buffer.concat([Buffer.of(0), signature])));
  const base64 = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
}

function der(tag, content) {
  const size = content.length;
  const bytes = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

function sequence(...items) {
  return der(0x30, Buffer.concat(items));
}

function integer(bytes) {
  return der(0x02, bytes);
}

function oid(hex) {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function boolean(value) {
  return der(0x01, Buffer.of(value ? 0xff : 0));
}

function octets(content) {
  return der(0x04, content);
}

/** UTCTime to 2049, GeneralizedTime from 2050 (RFC 5280, 4.1.2.5). */
function time(date) {
  const text = `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return date.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(text.slice(2))) : der(0x18, Buffer.from(text));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: Object.fromEntries(
      ['bits', 'exponent', 'usage', 'ip', 'not-before', 'not-after'].map((name) => [name, { type: 'string' }]),
    ),
  });
  const made = demoCertificate({
    ...Object.fromEntries(
      ['bits', 'exponent', 'usage'].filter((name) => values[name]).map((name) => [name, Number(values[name])]),
    ),
    ...(values.ip && { ip: values.ip }),
    ...(values['not-before'] && { notBefore: new Date(values['not-before']) }),
    ...(values['not-after'] && { notAfter: new Date(values['not-after']) }),
  });
  process.stdout.write(JSON.stringify(made));
}
