import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { output } from './output';

/** A certificate of some hosts and its key, PEM, made now. */
export interface HostCertificate {
  readonly certificate: string;
  readonly key: string;
  /** The certificate's file, for programs that are to trust it. */
  readonly file: string;
}

export async function makeHostCertificate(hosts: readonly string[], folder: string): Promise<HostCertificate> {
  const [file, key] = [join(folder, 'hosts.crt'), join(folder, 'hosts.key')];
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=proving-ground', '-addext', `subjectAltName=${names}`];
  await output('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', file]);
  return { certificate: readFileSync(file, 'utf8'), key: readFileSync(key, 'utf8'), file };
}
