import type { BackupTarget } from '../backup-target';
import type { EnvironmentFacts } from '../environment-facts';
import { type Block, bullets, code, enumeration, fence, heading, paragraph, table } from '../markdown';
import type { PlatformFacts } from '../platform-facts';

/** Deleted and replaced objects stay this long, in days: time to notice a mistake, and then the space is free. */
const NONCURRENT_DAYS = 7;

/** Backups: how they are taken, and the object store they go to. */
export function objectStore(platform: PlatformFacts): Block[] {
  const { backedUp, model } = platform;
  if (backedUp.length === 0) {
    return [
      heading(2, 'The object store'),
      paragraph(
        `**Backups are deferred**${reason(model.options)}: no WAL is archived and no base backup is taken. A lost volume is lost data.`,
        'Remove `deferred` from `clusterBase.backup` in `.projenrc.ts` to get the archive, the schedule and the secret back.',
      ),
    ];
  }
  const targets = [...new Map(backedUp.map(({ backup }) => [backup!.bucket, backup!])).values()];
  return [
    heading(2, 'The object store'),
    ...backups(platform),
    ...targets.flatMap((target) => [heading(3, `Create ${target.bucket}`), ...PROVIDERS[target.provider].create(target)]),
    heading(3, 'Permissions'),
    ...PROVIDERS[targets[0].provider].permissions(platform),
    heading(3, 'Lifecycle of deleted objects'),
    paragraph(
      'Barman’s retention deletes objects. In a versioned store that only hides them: without this rule the space is never freed.',
      `Save the rule as ${code('lifecycle.json')}; it never touches a current object. After ${NONCURRENT_DAYS} days a deleted backup is gone for good.`,
    ),
    ...targets.flatMap((target) => PROVIDERS[target.provider].lifecycle(target)),
  ];
}

function reason(options: any): string {
  const text = options?.clusterBase?.backup?.deferred;
  return text ? ` (${code(String(text).replace(/[`\s]+/g, ' '))})` : '';
}

function backups(platform: PlatformFacts): Block[] {
  const { backedUp, usesPlugin } = platform;
  return [
    table(
      ['environment', 'archive', 'base backups', 'kept', 'compression (WAL, data)', 'credentials'],
      backedUp.map((environment) => {
        const target = environment.backup!;
        return [
          code(environment.name),
          code(`${target.url}/${environment.serverName}/`),
          environment.schedule ? `${environment.schedule.words} (${code(environment.schedule.cron)})` : 'none',
          code(environment.retention ?? 'for ever'),
          `${target.walCompression}, ${target.dataCompression}`,
          target.usesPodIdentity
            ? 'identity of the Pods'
            : enumeration([...new Set(target.secretReferences.map(({ name }) => code(name)))]),
        ];
      }),
    ),
    bullets([
      'The archive has two folders, `base/` and `wals/`. WAL alone restores nothing: a base backup and the WAL after it do.',
      'The schedule has six fields, the second first. The first backup is taken as soon as the Cluster is ready.',
      `Retention is a recovery window: everything needed to restore to any moment in it is kept. ${
        usesPlugin ? `The sidecar enforces it${interval(backedUp[0])}` : 'It is enforced after each base backup'
      }; shortening it deletes backups for good.`,
      'Two environments never share a path, and a server name is never used twice: nothing is archived into a folder that another cluster has written, and only the condition ContinuousArchiving (False) shows it: the Cluster stays Ready and healthy.',
      ...(backedUp.some(({ backup }) => backup!.endpoint)
        ? [
            `The store is S3-compatible at ${enumeration([...new Set(backedUp.flatMap(({ backup }) => (backup!.endpoint ? [code(backup!.endpoint)] : [])))])}.${checksums(platform)}`,
          ]
        : []),
      ...(backedUp.some(({ backup }) => backup!.endpointCa)
        ? [
            `Its certificate is checked against ${enumeration([...new Set(backedUp.flatMap(({ backup }) => (backup!.endpointCa ? [code(`${backup!.endpointCa.name}/${backup!.endpointCa.key}`)] : [])))])}.`,
          ]
        : []),
    ]),
  ];
}

function interval({ objectStore }: EnvironmentFacts): string {
  const seconds = objectStore.spec.instanceSidecarConfiguration?.retentionPolicyIntervalSeconds;
  return seconds ? ` every ${seconds / 60} minutes` : '';
}

function checksums({ backedUp }: PlatformFacts): string {
  const text = JSON.stringify(
    backedUp.map(({ objectStore, cluster }) => [objectStore?.spec.instanceSidecarConfiguration, cluster.spec.env]),
  );
  return text.includes('AWS_REQUEST_CHECKSUM_CALCULATION')
    ? ' `AWS_REQUEST_CHECKSUM_CALCULATION` and `AWS_RESPONSE_CHECKSUM_VALIDATION` are `when_required`, because such stores often lack AWS’s newer checksums.'
    : '';
}

interface ProviderText {
  create(target: BackupTarget): Block[];
  permissions(platform: PlatformFacts): Block[];
  lifecycle(target: BackupTarget): Block[];
}

const PROVIDERS: Record<'s3' | 'azure' | 'google', ProviderText> = {
  s3: {
    create: (target) => [
      fence('sh', [
        `aws s3 mb s3://${target.bucket}${endpoint(target)}`,
        `aws s3api put-bucket-versioning --bucket ${target.bucket} --versioning-configuration Status=Enabled${endpoint(target)}`,
        ...(target.endpoint
          ? []
          : [
              `aws s3api put-public-access-block --bucket ${target.bucket} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
            ]),
        `aws s3api put-bucket-lifecycle-configuration --bucket ${target.bucket} --lifecycle-configuration file://lifecycle.json${endpoint(target)}`,
      ]),
      paragraph(
        'Versioning protects the archive against a stolen key: what is deleted can be brought back for a while.',
        target.endpoint
          ? 'Not every S3-compatible store has versioning and lifecycle rules; where they are missing, protect the bucket with what the store offers.'
          : '',
      ),
    ],
    permissions: ({ backedUp }) => [
      paragraph(
        `One principal per environment, so that ${code(backedUp[0].name)}’s credentials open nothing else.`,
        'Listing cannot be limited to the prefix: Barman asks whether the bucket exists, and that request carries none.',
        backedUp[0].backup!.endpoint ? 'Where the store has a policy language of its own, the same rights are needed.' : '',
      ),
      ...backedUp.flatMap((environment) => [
        paragraph(`Policy of ${code(environment.name)}${principal(environment)}:`),
        fence('json', JSON.stringify(s3Policy(environment.backup!), undefined, 2)),
      ]),
    ],
    lifecycle: () => [
      fence(
        'json',
        JSON.stringify(
          {
            Rules: [
              {
                ID: 'expire-deleted-objects',
                Status: 'Enabled',
                Filter: {},
                NoncurrentVersionExpiration: { NoncurrentDays: NONCURRENT_DAYS },
                AbortIncompleteMultipartUpload: { DaysAfterInitiation: NONCURRENT_DAYS },
              },
              { ID: 'remove-delete-markers', Status: 'Enabled', Filter: {}, Expiration: { ExpiredObjectDeleteMarker: true } },
            ],
          },
          undefined,
          2,
        ),
      ),
    ],
  },
  azure: {
    create: (target) => [
      fence('sh', [
        `az storage container create --account-name ${target.account ?? 'ACCOUNT'} --name ${target.bucket} --auth-mode login`,
        `az storage account blob-service-properties update --resource-group GROUP --account-name ${target.account ?? 'ACCOUNT'} --enable-versioning true --enable-delete-retention true --delete-retention-days ${NONCURRENT_DAYS}`,
        `az storage account management-policy create --resource-group GROUP --account-name ${target.account ?? 'ACCOUNT'} --policy @lifecycle.json`,
      ]),
      paragraph(
        '`GROUP` is the resource group of the storage account. Versioning protects the archive against a stolen key: what is deleted can be brought back for a while.',
      ),
    ],
    permissions: ({ backedUp }) => [
      paragraph(
        backedUp[0].backup!.usesPodIdentity
          ? 'The Pods’ managed identity needs the role `Storage Blob Data Contributor` on the container, nothing more:'
          : 'The sealed credentials give access to the container. Where it is possible, seal a SAS token for this container alone instead of the key of the account. For an identity, the role is:',
      ),
      fence(
        'sh',
        'az role assignment create --assignee PRINCIPAL --role "Storage Blob Data Contributor" --scope CONTAINER-RESOURCE-ID',
      ),
      ...identities(backedUp),
      ...sharedBucket(backedUp),
    ],
    lifecycle: (target) => [
      fence(
        'json',
        JSON.stringify(
          {
            rules: [
              {
                enabled: true,
                name: 'expire-deleted-versions',
                type: 'Lifecycle',
                definition: {
                  actions: { version: { delete: { daysAfterCreationGreaterThan: NONCURRENT_DAYS } } },
                  filters: { blobTypes: ['blockBlob'], prefixMatch: [target.bucket] },
                },
              },
            ],
          },
          undefined,
          2,
        ),
      ),
    ],
  },
  google: {
    create: (target) => [
      fence('sh', [
        `gcloud storage buckets create gs://${target.bucket} --uniform-bucket-level-access --public-access-prevention`,
        `gcloud storage buckets update gs://${target.bucket} --versioning`,
        `gcloud storage buckets update gs://${target.bucket} --lifecycle-file=lifecycle.json`,
      ]),
      paragraph('Versioning protects the archive against a stolen key: what is deleted can be brought back for a while.'),
    ],
    permissions: ({ backedUp }) => [
      paragraph(
        'One service account per environment. It writes and deletes objects, and reads the bucket’s metadata because Barman asks whether it exists.',
      ),
      fence(
        'sh',
        [...new Set(backedUp.map(({ backup }) => backup!.bucket))].flatMap((bucket) =>
          ['roles/storage.objectAdmin', 'roles/storage.legacyBucketReader'].map(
            (role) =>
              `gcloud storage buckets add-iam-policy-binding gs://${bucket} --member=serviceAccount:ACCOUNT --role=${role}`,
          ),
        ),
      ),
      ...identities(backedUp),
      ...sharedBucket(backedUp),
    ],
    lifecycle: () => [
      fence(
        'json',
        JSON.stringify(
          { rule: [{ action: { type: 'Delete' }, condition: { isLive: false, daysSinceNoncurrentTime: NONCURRENT_DAYS } }] },
          undefined,
          2,
        ),
      ),
    ],
  },
};

/** Least privilege on one prefix. */
function s3Policy({ bucket, prefix }: BackupTarget): any {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'FindTheArchive',
        Effect: 'Allow',
        Action: ['s3:ListBucket', 's3:GetBucketLocation'],
        Resource: `arn:aws:s3:::${bucket}`,
      },
      {
        Sid: 'ReadAndWriteTheArchive',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
        Resource: `arn:aws:s3:::${bucket}/${prefix}/*`,
      },
    ],
  };
}

function principal(environment: EnvironmentFacts): string {
  return environment.backup!.usesPodIdentity
    ? `, for the role that the ServiceAccount ${code(`${environment.namespace}/${environment.clusterName}`)} may assume`
    : `, for the user whose key is in ${code(environment.backup!.secretReferences[0].name)}`;
}

function identities(backedUp: EnvironmentFacts[]): Block[] {
  return backedUp[0].backup!.usesPodIdentity
    ? [
        paragraph(
          `The identity belongs to the ServiceAccount of the Cluster: ${enumeration(backedUp.map(({ namespace, clusterName }) => code(`${namespace}/${clusterName}`)))}.`,
        ),
      ]
    : [];
}

function sharedBucket(backedUp: EnvironmentFacts[]): Block[] {
  return new Set(backedUp.map(({ backup }) => backup!.bucket)).size < backedUp.length
    ? [
        paragraph(
          'These rights reach the archives of all environments that share it. Where that matters, give each environment one of its own.',
        ),
      ]
    : [];
}

function endpoint(target: BackupTarget): string {
  return target.endpoint ? ` --endpoint-url ${target.endpoint}` : '';
}
