import type { ModelEnvironment, PlatformModel } from '@pgplatform/core';
import type { Finding, Judge, Severity } from '@pgplatform/preflight';
import type { SealingFinding } from '@pgplatform/sealed-secrets';
import type { RepositoryReading } from './repository-reading';

/** What preflight says already, without a model of the secret; see its rules SEAL-KEYS, SEAL-LENGTH, SEAL-SCOPE and others. */
const SAID_ELSEWHERE = new Set([
  'CERTIFICATE_UNPINNED',
  'SEAL_KEY_MISSING',
  'SEAL_KEY_UNDECLARED',
  'SEAL_VALUE_INVALID',
  'SEAL_LENGTH',
  'SEAL_MANAGED',
  'SEAL_MOVED',
  'SEAL_SCOPE',
  'SEAL_PLAIN_SECRET',
]);

/** What the outside of sealed files and the pinned certificates tell beyond the rules of preflight. */
export function sealingFindingsOf({ model, files }: RepositoryReading, now: Date): Finding[] {
  const sealed = files.manifests.flatMap(({ path, documents }) =>
    documents.filter((document) => document?.kind === 'SealedSecret').map((manifest) => ({ path, manifest })),
  );
  const pinned = model?.environments.some(({ certificate }) => certificate) ?? false;
  if (sealed.length === 0 && !pinned) {
    return [];
  }
  const { copiedValueFindings } = require('@pgplatform/sealed-secrets') as typeof import('@pgplatform/sealed-secrets');
  const copied = copiedValueFindings(sealed).map((finding) => {
    const own = sealed.find(({ path }) => finding.path.startsWith(`${path}.`));
    return own ? asFinding(finding, own.path, own.manifest.metadata, finding.path.slice(own.path.length + 1)) : undefined;
  });
  return [
    ...copied.filter((finding) => finding !== undefined),
    ...(model?.environments ?? []).flatMap((environment) => environmentFindings(environment, model as PlatformModel, files, now)),
  ];
}

function environmentFindings(
  environment: ModelEnvironment,
  { environments }: PlatformModel,
  files: RepositoryReading['files'],
  now: Date,
): Finding[] {
  const sealing = require('@pgplatform/sealed-secrets') as typeof import('@pgplatform/sealed-secrets');
  const { name, certificate: pin, secrets } = environment;
  const { certificate, findings } = sealing.judgePin(
    environment,
    environments,
    pin && files.tree.read(pin.path)?.toString('utf8'),
    now,
  );
  const context = sealing.sealingContext(environment, environments, certificate);
  return [
    ...findings.flatMap((finding) => asFinding(finding, pin?.path ?? '', undefined, '') ?? []),
    ...secrets.flatMap((secret) => {
      const document = secret.source === 'sealed' ? files.get(secret.file)?.documents[0] : undefined;
      const prefix = `environments.${name}.secrets.${secret.name}.`;
      return document === undefined
        ? []
        : sealing
            .sealingFindings(document, secret, context)
            .flatMap((finding) => asFinding(finding, secret.file, document.metadata, finding.path.slice(prefix.length)) ?? []);
    }),
  ];
}

/** A finding of sealed-secrets as one of ours; nothing when preflight has the same. */
function asFinding(finding: SealingFinding, file: string, metadata: any, field: string): Finding | undefined {
  if (SAID_ELSEWHERE.has(finding.code)) {
    return undefined;
  }
  const { SEALING_RULES } = require('./sealing-rule') as typeof import('./sealing-rule');
  const rule = finding.code.replaceAll('_', '-');
  const isMetadata = /^SEAL_(?:NAME|METADATA)$/.test(finding.code);
  const path = field === '' ? '' : isMetadata ? `metadata.${field}` : `spec.encryptedData.${field}`;
  return {
    rule,
    severity: finding.severity as Severity,
    judge: 'pgplatform' as Judge,
    object: metadata
      ? { kind: 'SealedSecret', namespace: metadata.namespace, name: metadata.name ?? '' }
      : { kind: '', name: '' },
    path,
    pointer:
      path === '' ? '' : `/${isMetadata ? 'metadata' : 'spec/encryptedData'}/${field.replace(/~/g, '~0').replace(/\//g, '~1')}`,
    given: finding.given,
    allowed: finding.allowed,
    why: finding.message,
    fix: finding.fix,
    source: SEALING_RULES.find(({ id }) => id === rule)?.source ?? '',
    file,
  };
}
