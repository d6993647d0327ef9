import {
  CONTROLLER_ANNOTATIONS,
  type ConfigProblem,
  isUnmanaged,
  type ModelEnvironment,
  type ModelSecret,
  type ModelSecretKey,
} from '@pgplatform/core';
import { keyMark, readProvenance } from './provenance';
import { MAX_SECRET_BYTES } from './sealed-secret';
import { couldBeSealedWith, inspectSealedValue } from './sealed-value';
import type { SealingCertificate } from './sealing-certificate';
import { SealingScope, scopeAnnotations, scopeOf } from './sealing-scope';
import { lengthFits, lengthRule } from './secret-value';

/** A problem with a sealed file or a pin, and how bad it is: an `error` means that it will not work, or not safely. */
export type SealingFinding = ConfigProblem & { readonly severity: 'error' | 'warning' | 'info' };

/** What a sealed file is judged by. */
export type SealingContext = {
  readonly environment: string;
  /** The pinned certificate. @default - the value's key is not judged */
  readonly certificate?: SealingCertificate;
  /** Pins of the environments on other clusters: names and SPKI SHA-256. */
  readonly otherPins: readonly { readonly environment: string; readonly spki: string }[];
};

/** Above this many plaintext bytes a client-side apply does not fit into its annotation of 262,144 bytes. */
const LARGE_BYTES = 150_000;

/** What the sealed files of an environment are judged by, among all environments of the model. */
export function sealingContext(
  { name, destination }: ModelEnvironment,
  all: readonly ModelEnvironment[],
  certificate: SealingCertificate | undefined,
): SealingContext {
  const others = all.filter((other) => other.name !== name && other.destination !== destination);
  const otherPins = others.flatMap((other) =>
    other.certificate ? [{ environment: other.name, spki: other.certificate.spki }] : [],
  );
  return { environment: name, certificate, otherPins };
}

/** What the outside of a sealed file tells, without any key: the manifest is the file's object, or what Kustomize built of it. */
export function sealingFindings(manifest: any, secret: ModelSecret, context: SealingContext): SealingFinding[] {
  const path = `environments.${context.environment}.secrets.${secret.name}`;
  if (manifest?.kind !== 'SealedSecret') {
    const plain = manifest?.kind === 'Secret';
    return [
      {
        severity: 'error',
        code: plain ? 'SEAL_PLAIN_SECRET' : 'SEAL_KIND',
        path,
        message: plain ? 'The file holds a plain Secret.' : 'The file holds no SealedSecret.',
        fix: plain
          ? 'Remove it, rotate its values (git keeps them), and seal the new ones: pgplatform seal.'
          : `Seal it: pgplatform seal ${context.environment} ${secret.name}`,
      },
    ];
  }
  return [
    ...identityFindings(manifest, secret, path),
    ...scopeFindings(manifest, secret, path),
    ...metadataFindings(manifest, secret, context, path),
    ...keyFindings(manifest, secret, context, path),
    ...sizeFindings(manifest, path),
  ];
}

/** Values that stand in two files: one of them was copied, and a strict value opens in one place only. */
export function copiedValueFindings(files: readonly { readonly path: string; readonly manifest: any }[]): SealingFinding[] {
  const seen = new Map<string, string>();
  const findings: SealingFinding[] = [];
  for (const { path, manifest } of files) {
    for (const [key, value] of Object.entries<any>(manifest?.spec?.encryptedData ?? {})) {
      const first = seen.get(value);
      if (first !== undefined) {
        findings.push({
          severity: 'error',
          code: 'SEAL_VALUE_COPIED',
          path: `${path}.${key}`,
          message: `The sealed value is a copy of ${first}.`,
          fix: 'Seal the value for this place: pgplatform seal.',
        });
      } else if (inspectSealedValue(value)) {
        seen.set(value, `${path}.${key}`);
      }
    }
  }
  return findings;
}

function identityFindings(manifest: any, secret: ModelSecret, path: string): SealingFinding[] {
  const { metadata } = manifest;
  const template = manifest.spec?.template?.metadata ?? {};
  const findings: SealingFinding[] = [];
  for (const field of ['name', 'namespace'] as const) {
    if (metadata?.[field] !== secret[field]) {
      findings.push({
        severity: 'error',
        code: 'SEAL_NAME',
        path: `${path}.${field}`,
        message: `The ${field} is not the declared one, so the value cannot be opened there.`,
        given: String(metadata?.[field]),
        allowed: secret[field],
        fix: 'Rename nothing after sealing: seal it again, or undo the transformer that renames it.',
      });
    } else if (template[field] !== undefined && template[field] !== metadata[field]) {
      findings.push({
        severity: 'error',
        code: 'SEAL_MOVED',
        path: `${path}.${field}`,
        message: `The ${field} of the SealedSecret is not the one in its template: it was renamed or copied after sealing.`,
        given: String(metadata[field]),
        allowed: String(template[field]),
        fix: 'Seal it again for its new place.',
      });
    }
  }
  return findings;
}

function scopeFindings(manifest: any, secret: ModelSecret, path: string): SealingFinding[] {
  const top = manifest.metadata?.annotations;
  const template = manifest.spec?.template?.metadata?.annotations;
  const finding = (message: string, given: string): SealingFinding[] => [
    {
      severity: 'error',
      code: 'SEAL_SCOPE',
      path,
      message,
      given,
      allowed: secret.scope,
      fix: 'Seal all keys again: the scope is a part of every sealed value.',
    },
  ];
  const wide = [SealingScope.CLUSTER_WIDE, SealingScope.NAMESPACE_WIDE].flatMap((scope) => Object.keys(scopeAnnotations(scope)));
  const malformed = wide.find((name) => top?.[name] !== undefined && top[name] !== 'true');
  if (malformed) {
    return finding('A scope annotation has a value other than the text "true", so the controller does not see it.', malformed);
  }
  if (wide.every((name) => top?.[name] === 'true')) {
    return finding('The file has both scope annotations.', 'namespace-wide and cluster-wide');
  }
  if (scopeOf(top) !== secret.scope) {
    return finding('The scope is not the declared one.', scopeOf(top));
  }
  return scopeOf(template) !== SealingScope.STRICT && scopeOf(top) === SealingScope.STRICT
    ? finding('The scope annotation is in the template only; the controller reads the SealedSecret itself.', scopeOf(template))
    : [];
}

function metadataFindings(manifest: any, secret: ModelSecret, { environment }: SealingContext, path: string): SealingFinding[] {
  const template = manifest.spec?.template ?? {};
  const lacks = (has: any, wanted: { [name: string]: string }) =>
    Object.keys(wanted).filter((name) => has?.[name] !== wanted[name]);
  const unmanaged = isUnmanaged(manifest);
  const missing = [
    ...lacks(manifest.metadata?.annotations, secret.sealedAnnotations),
    ...lacks(template.metadata?.labels, secret.labels),
    ...lacks(template.metadata?.annotations, secret.annotations).filter((name) => !(unmanaged && name in CONTROLLER_ANNOTATIONS)),
  ];
  return [
    ...(unmanaged
      ? [
          {
            severity: 'error' as const,
            code: 'SEAL_MANAGED',
            path,
            message: 'The controller makes this Secret once and then refuses to update it: a value sealed again never arrives.',
            fix: `pgplatform seal --refresh-metadata ${environment} ${secret.name} needs no value, and says what a Secret that is there already needs.`,
          },
        ]
      : []),
    ...missing.map((name) => ({
      severity: 'warning' as const,
      code: 'SEAL_METADATA',
      path: `${path}.${name}`,
      message: 'A label or an annotation is not the declared one.',
      fix: `Bring it up to date, without any value: pgplatform seal --refresh-metadata ${environment} ${secret.name}`,
    })),
    ...((template.type ?? 'Opaque') === secret.type
      ? []
      : [
          {
            severity: 'warning' as const,
            code: 'SEAL_METADATA',
            path: `${path}.type`,
            message: 'The type is not the declared one. Kubernetes never changes the type of a Secret that is there.',
            fix: `Seal any key of it again: pgplatform seal ${environment} ${secret.name}. A Secret of another type has to be deleted once, after that is merged.`,
          },
        ]),
  ];
}

function keyFindings(manifest: any, secret: ModelSecret, context: SealingContext, path: string): SealingFinding[] {
  const values = manifest.spec?.encryptedData ?? {};
  const declared = secret.keys.map((key) => key.name);
  const records = readProvenance(manifest);
  const undeclared = Object.keys(values).filter((key) => !declared.includes(key));
  return [
    ...secret.keys.flatMap((key) => valueFindings(key, values[key.name], records[key.name]?.cert, context, path, secret.name)),
    ...undeclared.map(
      (key): SealingFinding => ({
        severity: 'error',
        code: 'SEAL_KEY_UNDECLARED',
        path: `${path}.${key}`,
        message: 'The file has a key that is not declared.',
        allowed: declared.join(', '),
        fix: 'Declare it, or delete its line.',
      }),
    ),
  ];
}

function valueFindings(
  key: ModelSecretKey,
  value: unknown,
  record: string | undefined,
  context: SealingContext,
  secretPath: string,
  secretName: string,
): SealingFinding[] {
  const { certificate } = context;
  const at = `${secretPath}.${key.name}`;
  const again = `pgplatform seal ${context.environment} ${secretName} --only ${key.name}`;
  const finding = (severity: SealingFinding['severity'], code: string, message: string, more: Partial<ConfigProblem> = {}) => [
    { severity, code, path: at, message, fix: `Seal it: ${again}`, ...more },
  ];
  if (value === undefined || value === null) {
    return finding('error', 'SEAL_KEY_MISSING', 'The key is not sealed.');
  }
  const seen = inspectSealedValue(value);
  if (!seen) {
    return finding('error', 'SEAL_VALUE_INVALID', 'This is not a sealed value; the controller drops it or fails.');
  }
  const findings: SealingFinding[] = [];
  if (!lengthFits(key, seen.plaintextLength)) {
    const newline = [1, 2].some((extra) => seen.plaintextLength > extra && lengthFits(key, seen.plaintextLength - extra));
    findings.push(
      ...finding('error', 'SEAL_LENGTH', `The sealed value has the wrong length${newline ? ' (a trailing newline?)' : ''}.`, {
        given: `${seen.plaintextLength} bytes`,
        allowed: lengthRule(key),
      }),
    );
  } else if (
    seen.plaintextLength <= 3 &&
    key.publicValue === undefined &&
    key.minLength === undefined &&
    key.length === undefined
  ) {
    findings.push(
      ...finding('warning', 'SEAL_SHORT', 'The sealed value is as short as a placeholder.', {
        given: `${seen.plaintextLength} bytes`,
      }),
    );
  }
  const other = context.otherPins.find((pin) => record === keyMark(pin.spki) && pin.spki !== certificate?.spki);
  if (other) {
    findings.push(
      ...finding(
        'error',
        'SEAL_OTHER_ENVIRONMENT',
        `The value was sealed with the certificate of ${other.environment}, which is on another cluster.`,
      ),
    );
  } else if (certificate && record !== undefined && record !== keyMark(certificate.spki)) {
    findings.push(
      ...finding('info', 'SEAL_EARLIER_KEY', 'The value was sealed with another certificate than the one that is pinned now.', {
        fix: `Only the cluster knows whether it has that key: pgplatform reseal ${context.environment} asks it, and seals again what it can open.`,
      }),
    );
  } else if (certificate && !couldBeSealedWith(seen, certificate.publicKey)) {
    findings.push(...finding('error', 'SEAL_FOREIGN_KEY', 'The value was certainly not sealed with the pinned certificate.'));
  }
  if (record === undefined) {
    findings.push(
      ...finding('warning', 'SEAL_PROVENANCE', 'Nothing tells which certificate sealed the value: another tool wrote it.', {
        fix: `Seal it again, or let the cluster try to open it: pgplatform reseal ${context.environment}`,
      }),
    );
  }
  return findings;
}

function sizeFindings(manifest: any, path: string): SealingFinding[] {
  const total = Object.values<any>(manifest.spec?.encryptedData ?? {}).reduce(
    (sum, value) => sum + (inspectSealedValue(value)?.plaintextLength ?? 0),
    0,
  );
  if (total <= LARGE_BYTES) {
    return [];
  }
  const tooLarge = total > MAX_SECRET_BYTES;
  return [
    {
      severity: tooLarge ? 'error' : 'warning',
      code: 'SEAL_SIZE',
      path,
      message: tooLarge
        ? 'The values are more than a Secret can hold.'
        : 'The values are large: a client-side apply may not take them.',
      given: `${total} bytes`,
      allowed: `${tooLarge ? MAX_SECRET_BYTES : LARGE_BYTES} bytes`,
      fix: 'Keep large data in the object store.',
    },
  ];
}
