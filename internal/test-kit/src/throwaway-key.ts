import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { daysFromNow } from './clock';

const MAKER = resolve(__dirname, '../../../scripts/demo-certificate.mjs');

export interface ThrowawayKeyOptions {
  /** Size of the RSA key. @default 2048 */
  readonly bits?: number;
  /** Public exponent. @default 65537 */
  readonly exponent?: number;
  /** Bits of the key usage, 0x80 digitalSignature to 0x01 encipherOnly. @default - the certificate says none */
  readonly usage?: number;
  /** IPv4 address of a server that has the certificate. @default - none */
  readonly ip?: string;
  /** First moment of the certificate. @default a day before the day of every test */
  readonly from?: Date;
  /** Last moment of the certificate. @default ten years after the day of every test */
  readonly to?: Date;
}

/** A sealing certificate and its private key, PEM: made now, gone with the process, and valid by the clock of the tests alone. */
export function throwawayKey({
  bits = 2048,
  from = daysFromNow(-1),
  to = daysFromNow(3650),
  ...others
}: ThrowawayKeyOptions = {}): {
  readonly certificate: string;
  readonly privateKey: string;
} {
  const dates = ['--not-before', from.toISOString(), '--not-after', to.toISOString()];
  const further = Object.entries(others).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return JSON.parse(execFileSync(process.execPath, [MAKER, '--bits', String(bits), ...further, ...dates], { encoding: 'utf8' }));
}
