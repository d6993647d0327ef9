import * as path from 'node:path';
import { editProjenrc } from '@pgplatform/codemods';
import { configError, type ModelEnvironment } from '@pgplatform/core';
import { parseCertificate, type SealingCertificate, usageFindings, validityFindings } from '@pgplatform/sealed-secrets';
import { writeAtomically } from './atomic-files';
import { certificateJson, certificateText } from './certificate-text';
import { fetchCertificate } from './certificate-url';
import type { CommandContext, CommandResult } from './command-context';
import { confirm } from './confirmation';
import { readGivenFile, type Unread } from './given-file';
import { Kubectl } from './kubectl';
import { Repository } from './repository';
import { SealingController } from './sealing-controller';

type PinOptions = { from: string; expect?: string; yes?: boolean; shared?: boolean; context?: string };

/** Pins the certificate of an environment. The model may be older than `.projenrc.ts`: the last pin may have edited it. */
export async function pinCertificate(name: string, options: PinOptions, context: CommandContext): Promise<CommandResult> {
  const repository = Repository.find(context.cwd);
  const environment = repository.environment(name);
  const { origin, pem } = await fetchPem(repository, environment, options, context);
  const certificate = parseCertificate(pem, origin);
  requireValid(environment, certificate, context.now());
  for (const { message, fix } of usageFindings(certificate, '')) {
    context.note(`warning: ${message} ${fix}`);
  }
  if (certificate.count > 1) {
    context.note(`notice: ${origin} has ${certificate.count} certificates; the first one is taken, as kubeseal does`);
  }
  const file = fileFor(repository, environment, certificate, options.shared ?? false);

  const described = `Certificate for ${name}, from ${origin}\n${certificateText(certificate)}\n  pinned now    ${pinnedNow(environment, certificate)}`;
  const refused = await refusal(described, certificate, options, context);
  return refused ?? write(repository, environment, certificate, file, described);
}

async function fetchPem(
  repository: Repository,
  environment: ModelEnvironment,
  options: PinOptions,
  context: CommandContext,
): Promise<{ origin: string; pem: string }> {
  const { from } = options;
  if (from === 'cluster') {
    const kubectl = new Kubectl(context.env, options.context);
    context.note('asking the sealed-secrets controller …');
    const pem = await new SealingController(kubectl, repository.controller(environment)).certificate();
    return { origin: `the cluster of the kubectl context ${(await kubectl.currentContext()) ?? '(none)'}`, pem };
  }
  if (/^https:\/\//i.test(from)) {
    context.note('fetching …');
    return fetchCertificate(from, context.env);
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(from)) {
    throw configError([
      {
        code: 'CERTIFICATE_URL',
        path: '--from',
        message: 'Whoever is on the way could put another certificate there.',
        allowed: 'https://…, a file, cluster',
        fix: 'Use https.',
      },
    ]);
  }
  const pem = readGivenFile(path.resolve(context.cwd, from), MAX_PEM_BYTES);
  if (Buffer.isBuffer(pem)) {
    return { origin: 'the file given', pem: pem.toString('utf8') };
  }
  const message = typeof pem === 'string' ? UNREAD[pem] : `The file cannot be read (${pem.code}).`;
  throw configError([
    { code: 'CERTIFICATE_FILE', path: '--from', message, allowed: 'https://…, a file, cluster', fix: 'Give a PEM file.' },
  ]);
}

/** A chain of a few certificates. */
const MAX_PEM_BYTES = 64 * 1024;

const UNREAD: Record<Extract<Unread, string>, string> = {
  missing: 'The file is not there.',
  'no file': 'It is a folder, a pipe or a device.',
  'too large': `The file is larger than ${MAX_PEM_BYTES} bytes.`,
};

function requireValid(environment: ModelEnvironment, certificate: SealingCertificate, now: Date): void {
  const path = `environments.${environment.name}.certificate`;
  const findings = validityFindings(certificate, path, `pgplatform cert pin ${environment.name}`, now);
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) {
    throw configError(errors);
  }
}

/**
 * The file to pin. A key that another environment has, pinned or only fetched so far, is most likely from the wrong cluster; who
 * shares one on purpose says so, and both pins name the same file.
 */
function fileFor(
  repository: Repository,
  environment: ModelEnvironment,
  certificate: SealingCertificate,
  shared: boolean,
): string {
  const others = repository.model.environments.filter((other) => other.name !== environment.name);
  const own = environment.certificate?.path;
  const twin = others.find(
    (other) => other.certificate?.spki === certificate.spki || keyIn(repository.read(pemPath(other))) === certificate.spki,
  );
  if (!twin) {
    return own === undefined || others.some((other) => other.certificate?.path === own) ? pemPath(environment) : own;
  }
  const theirs = twin.certificate?.path ?? pemPath(twin);
  if (!shared && own !== theirs) {
    throw configError([
      {
        code: 'CERTIFICATE_SHARED',
        path: `environments.${environment.name}.certificate`,
        message: `This is the key of ${twin.name}; nothing was written.`,
        fix: `Point kubectl at the cluster of ${environment.name} (--context). If both are one cluster, say so: --shared.`,
      },
    ]);
  }
  return theirs;
}

function keyIn(pem: string | undefined): string | undefined {
  try {
    return pem === undefined ? undefined : parseCertificate(pem).spki;
  } catch {
    return undefined; // not our environment: `cert status` judges it
  }
}

/** Nothing when the certificate is to be pinned; otherwise why not. */
async function refusal(
  described: string,
  certificate: SealingCertificate,
  options: PinOptions,
  context: CommandContext,
): Promise<CommandResult | undefined> {
  const json = { ok: false, certificate: certificateJson(certificate) };
  if (options.expect !== undefined) {
    const expected = options.expect.trim();
    const same = expected === certificate.fingerprint || expected.replace(/:/g, '').toLowerCase() === certificate.spki;
    return same
      ? undefined
      : {
          exitCode: 1,
          text: `${described}\n\nThis is not the key that you expect. Nothing was written.`,
          json: { ...json, code: 'CERTIFICATE_UNEXPECTED' },
        };
  }
  if (options.yes) {
    return undefined;
  }
  if (!context.stdin.isTTY) {
    return {
      exitCode: 2,
      text: `${described}\n\nThere is no terminal to ask on: give --expect FINGERPRINT, or --yes. Nothing was written.`,
      json: { ...json, code: 'CONFIRMATION_MISSING' },
    };
  }
  context.note(described);
  return (await confirm("Does the fingerprint match what the controller's owner says, and shall it be pinned?", context))
    ? undefined
    : { exitCode: 2, text: 'Nothing was written.', json: { ...json, code: 'NOT_CONFIRMED' } };
}

function write(
  repository: Repository,
  environment: ModelEnvironment,
  certificate: SealingCertificate,
  file: string,
  described: string,
): CommandResult {
  const pin = { path: file, spki: certificate.spki };
  const before = repository.read('.projenrc.ts');
  const pem = repository.read(file);
  const certain = environment.certificate?.path === pin.path && environment.certificate.spki === pin.spki; // pasted by hand, synthesised since
  const edit = editProjenrc(before ?? '', { path: `environments[name=${environment.name}].certificate`, value: pin });
  const json = { environment: environment.name, pin, certificate: certificateJson(certificate) };
  if (!edit.edited && !certain) {
    return {
      exitCode: 2,
      text: [
        described,
        '',
        `.projenrc.ts:${edit.line}  ${edit.reason} Nothing was written.`,
        `Put this line into the environment ${environment.name} yourself, run npx projen, then this command again:`,
        '',
        `    ${edit.paste}`,
      ].join('\n'),
      json: { ok: false, code: 'PROJENRC_NOT_LITERAL', ...json, line: edit.line, reason: edit.reason, paste: edit.paste },
    };
  }
  const projenrc = edit.edited ? edit.text : before;
  const writes = [
    { file: repository.path(file), content: certificate.pem, before: pem },
    ...(projenrc === undefined ? [] : [{ file: repository.path('.projenrc.ts'), content: projenrc, before }]),
  ].filter((write) => write.content !== write.before);
  writeAtomically(writes);
  const next =
    projenrc === before ? [] : ['Now run npx projen, and commit both files: a new certificate is a change that wants a review.'];
  const done =
    writes.length === 0
      ? 'It is pinned already; nothing was written.'
      : `Wrote ${writes.map((write) => relativeTo(repository, write.file)).join(' and ')}.`;
  return {
    exitCode: 0,
    text: [described, '', done, ...next].join('\n'),
    json: { ok: true, ...json, wrote: writes.map((write) => relativeTo(repository, write.file)) },
  };
}

/** With the separators that .projenrc.ts has, on every system. */
function relativeTo({ root }: Repository, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}

function pemPath(environment: ModelEnvironment): string {
  return `certs/${environment.name}.pem`;
}

function pinnedNow(environment: ModelEnvironment, certificate: SealingCertificate): string {
  if (!environment.certificate) {
    return 'nothing';
  }
  return environment.certificate.spki === certificate.spki
    ? 'the same key'
    : `ANOTHER KEY, SPKI SHA-256 ${environment.certificate.spki}`;
}
