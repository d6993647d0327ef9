import { isConfigError, type ModelEnvironment, type ModelSecret } from '@pgplatform/core';
import {
  copiedValueFindings,
  inspectSealedValue,
  readProvenance,
  readSealedFile,
  type SealingFinding,
  sealingContext,
  sealingFindings,
} from '@pgplatform/sealed-secrets';
import type { CommandResult } from './command-context';
import { problemText, tableText } from './problem-text';
import type { Repository } from './repository';

const DAY = 24 * 3600 * 1000;

type KeyStatus = {
  readonly key: string;
  readonly sealed: boolean;
  readonly bytes?: number;
  readonly ageDays?: number;
  readonly certificate?: string;
};

type SecretStatus = {
  readonly environment: string;
  readonly secret: string;
  readonly file: string;
  /** `sealed`, `incomplete`, `missing`, or the source that is not ours: `existing`, `external`. */
  readonly state: string;
  readonly keys: KeyStatus[];
  readonly findings: SealingFinding[];
};

/** What is sealed in a repository and what is missing. Offline. */
export function sealStatus(repository: Repository, now: Date): CommandResult {
  const environments = repository.declared();
  const manifests: { path: string; manifest: any }[] = [];
  const secrets = environments.flatMap((environment) => {
    const { certificate } = repository.pin(environment, now);
    const context = sealingContext(environment, environments, certificate);
    return environment.secrets.map((secret): SecretStatus => {
      const base = { environment: environment.name, secret: secret.name, file: secret.file };
      if (secret.source !== 'sealed') {
        return { ...base, state: secret.source, keys: [], findings: [] };
      }
      const text = repository.read(secret.file);
      if (text === undefined) {
        return { ...base, state: 'missing', keys: keysOf(secret, undefined, now), findings: [missing(environment, secret)] };
      }
      const { manifest, findings } = read(text, secret.file);
      if (manifest !== undefined) {
        manifests.push({ path: `environments.${environment.name}.secrets.${secret.name}`, manifest });
        findings.push(...sealingFindings(manifest, secret, context));
      }
      const keys = keysOf(secret, manifest, now);
      return { ...base, state: keys.every((key) => key.sealed) ? 'sealed' : 'incomplete', keys, findings };
    });
  });
  const pins = environments.flatMap((environment) => repository.pin(environment, now).findings);
  const findings = [...pins, ...secrets.flatMap((secret) => secret.findings), ...copiedValueFindings(manifests)];
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const rows = secrets.map((secret) => [
    secret.environment,
    secret.secret,
    secret.state,
    secret.keys.map((key) => `${key.key}${key.sealed ? '' : ' (missing)'}`).join(', ') || '-',
    age(secret.keys),
    [...new Set(secret.keys.map((key) => key.certificate).filter(Boolean))].join(', ') || '-',
  ]);
  return {
    exitCode: errors > 0 ? 1 : 0,
    text: [
      tableText(['ENVIRONMENT', 'SECRET', 'STATE', 'KEYS', 'AGE', 'CERTIFICATE'], rows),
      ...(findings.length > 0 ? [problemText(findings)] : []),
      `${errors} errors, ${findings.length - errors} other findings`,
    ].join('\n\n'),
    json: { ok: errors === 0, secrets, findings },
  };
}

function read(text: string, file: string): { manifest?: any; findings: SealingFinding[] } {
  try {
    return { manifest: readSealedFile(text, file), findings: [] };
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    return { findings: error.problems.map((problem) => ({ severity: 'error' as const, ...problem })) };
  }
}

function keysOf(secret: ModelSecret, manifest: any, now: Date): KeyStatus[] {
  const records = readProvenance(manifest);
  return secret.keys.map(({ name }) => {
    const outside = inspectSealedValue(manifest?.spec?.encryptedData?.[name]);
    const record = records[name];
    return {
      key: name,
      sealed: outside !== undefined,
      ...(outside && { bytes: outside.plaintextLength }),
      ...(record && {
        ageDays: Math.max(0, Math.floor((now.getTime() - Date.parse(record.at)) / DAY)),
        certificate: record.cert,
      }),
    };
  });
}

function age(keys: readonly KeyStatus[]): string {
  const days = keys.flatMap((key) => key.ageDays ?? []);
  return days.length > 0 ? `${Math.max(...days)} d` : '-';
}

function missing(environment: ModelEnvironment, secret: ModelSecret): SealingFinding {
  return {
    severity: 'error',
    code: 'SEAL_FILE_MISSING',
    path: `environments.${environment.name}.secrets.${secret.name}`,
    message: `${secret.file} is not there, so the overlay does not build.`,
    fix: `Seal it: pgplatform seal ${environment.name} ${secret.name}`,
  };
}
