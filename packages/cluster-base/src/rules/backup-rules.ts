import { type ConfigProblem, StorePatch } from '@pgplatform/core';
import type { ResolvedCluster } from '../resolved-cluster';

const TARGETS = ['bucket', 's3', 'azure', 'google'] as const;

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const S3 = {
  syntax:
    /^(?!xn--|sthree-|amzn-s3-demo-)(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$(?<!-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)/,
  allowed:
    '3 to 63 of a-z, 0-9, "-" and ".", starting and ending with a letter or digit, not an IP address, no reserved prefix or suffix',
};

/** Source: https://cloud.google.com/storage/docs/buckets#naming */
const GOOGLE = {
  syntax: /^(?!goog|\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/,
  allowed:
    '3 to 63 of a-z, 0-9, "-", "_" and "." (222 with dots), starting and ending with a letter or digit, not starting with goog',
};

/** There is one target, and its names and addresses can exist. */
export function backupRules({ options, backup }: ResolvedCluster): ConfigProblem[] {
  const given = options.backup ?? {};
  const targets = TARGETS.filter((name) => given[name] !== undefined);
  const problems: ConfigProblem[] = [];
  if (targets.length > 1) {
    problems.push({
      code: 'BACKUP_TARGETS',
      path: 'backup',
      message: 'Backups go to one place.',
      given: targets.join(', '),
      allowed: `one of ${TARGETS.join(', ')}`,
      fix: 'Keep one of them.',
    });
  }
  problems.push(...bucketRule(given.bucket, 'backup.bucket', S3));
  problems.push(...bucketRule(given.s3?.bucket, 'backup.s3.bucket', S3));
  problems.push(...bucketRule(given.google?.bucket, 'backup.google.bucket', GOOGLE));
  problems.push(
    ...urlRule(
      given.s3?.endpointUrl,
      'backup.s3.endpointUrl',
      (url) => url.pathname === '/' && /^https?:$/.test(url.protocol),
      'http or https, a host, and optionally a port, for example https://minio.example.com:9000',
    ),
    ...urlRule(
      given.azure?.url,
      'backup.azure.url',
      (url) => /^\/[^/]+(\/.*)?$/.test(url.pathname) && /^https?:$/.test(url.protocol),
      'http or https, the account, and the container, for example https://acme.blob.core.windows.net/backups',
    ),
  );
  problems.push(...StorePatch.validate(given.storePatch, 'backup.storePatch'));
  if (options.bootstrap?.recovery && !backup) {
    problems.push({
      code: 'RECOVERY_WITHOUT_BACKUP',
      path: 'bootstrap.recovery',
      message: 'The archive to recover from is in the backup target, and backups are deferred.',
      fix: 'Remove backup.deferred.',
    });
  }
  return problems;
}

function bucketRule(bucket: string | undefined, path: string, rule: { syntax: RegExp; allowed: string }): ConfigProblem[] {
  return bucket === undefined || rule.syntax.test(bucket)
    ? []
    : [
        {
          code: 'BUCKET_NAME',
          path,
          message: 'There can be no bucket of this name.',
          given: bucket,
          allowed: rule.allowed,
          fix: 'Give the name of the bucket alone, without s3:// and path.',
        },
      ];
}

function urlRule(text: string | undefined, path: string, accepts: (url: URL) => boolean, allowed: string): ConfigProblem[] {
  if (text === undefined) {
    return [];
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && accepts(url) && !url.search && !url.hash && !url.username && !url.password
    ? []
    : [
        {
          code: 'BACKUP_URL',
          path,
          message: 'This is not the address of a store.',
          given: text,
          allowed,
          fix: `Give ${allowed}.`,
        },
      ];
}
