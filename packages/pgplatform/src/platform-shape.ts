import { ApplicationSet } from '@pgplatform/application-set';
import { ClusterBase } from '@pgplatform/cluster-base';
import { ArgoCd, PlatformRelease, Shape } from '@pgplatform/core';
import { EnvironmentOverlay, ProductDatabases } from '@pgplatform/environment-overlays';
import { OperatorValues } from '@pgplatform/operator-values';
import { CertificatePins, DeclaredSecret, SecretSource } from '@pgplatform/sealed-secrets';
import type { ProjectOptions } from 'projen/lib/project';
import type {
  Acknowledgement,
  ExternalStore,
  IgnoredRule,
  PgPlatformProjectOptions,
  PlatformEnvironmentOptions,
  SealedSecretsController,
} from './pg-platform-project-options';

/** projen's own options, but for `name`: handed to projen, none of our business. */
const PROJEN_OPTIONS: Record<Exclude<keyof ProjectOptions, 'name'>, true> = {
  outdir: true,
  parent: true,
  commitGenerated: true,
  gitIgnoreOptions: true,
  gitOptions: true,
  logging: true,
  projectTree: true,
  projenCommand: true,
  projenrcJson: true,
  projenrcJsonOptions: true,
  renovatebot: true,
  renovatebotOptions: true,
};

/** What projen adds to the options of `projen new`. */
const NEW = '__new__';

/** The options without projen's. */
export function withoutProjenOptions(options: PgPlatformProjectOptions): any {
  const own = Object.entries(options).filter(([key]) => !Object.hasOwn(PROJEN_OPTIONS, key) && key !== NEW);
  return Object.fromEntries(Object.hasOwn(options, NEW) ? own.map(([key, value]) => [key, asTyped(key, value)]) : own);
}

/** projen's command line makes numbers of what looks like one (`2025.10` is 2025.1 then), and knows no lists with commas. */
function asTyped(key: string, value: any): any {
  if (Array.isArray(value)) {
    return value.flatMap((item) => String(item).split(','));
  }
  if (typeof value !== 'number' || key === 'postgresMajor') {
    return value;
  }
  const release = key === 'platformRelease' && PlatformRelease.all().find(({ id }) => Number(id) === value);
  return release ? release.id : String(value);
}

const CONTROLLER = Shape.struct({ name: Shape.dnsLabel(), namespace: Shape.dnsLabel() } satisfies Record<
  keyof SealedSecretsController,
  Shape
>);

const STORE = Shape.struct(
  { name: Shape.dnsLabel(), clusterStore: Shape.bool(), prefix: Shape.text() } satisfies Record<keyof ExternalStore, Shape>,
  ['name'],
);

type OwnEnvironmentKeys = 'destination' | 'sync' | 'certificate' | 'sealedSecrets' | 'secretSource' | 'externalStore' | 'secrets';

const ENVIRONMENT = EnvironmentOverlay.SHAPE.extend({
  destination: ArgoCd.DESTINATION_SHAPE,
  sync: ApplicationSet.SYNC_SHAPE,
  certificate: CertificatePins.shape(),
  sealedSecrets: CONTROLLER,
  secretSource: Shape.oneOf(Object.values(SecretSource)),
  externalStore: STORE,
  secrets: Shape.list(DeclaredSecret.shape()),
} satisfies Record<OwnEnvironmentKeys & keyof PlatformEnvironmentOptions, Shape>);

const IGNORED = Shape.struct({ rule: Shape.text(), reason: Shape.text() } satisfies Record<keyof IgnoredRule, Shape>, [
  'rule',
  'reason',
]);

const ACKNOWLEDGEMENT = Shape.struct(
  {
    object: Shape.text('^[A-Za-z]+/[^/]+/[^/]+$', 'Kind/namespace/name'),
    reason: Shape.text(),
    expires: Shape.text('^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', 'a day, YYYY-MM-DD'),
  } satisfies Record<keyof Acknowledgement, Shape>,
  ['object', 'reason', 'expires'],
);

/** Run-time shape of the project's options without projen's. */
export const PLATFORM_SHAPE = Shape.struct(
  {
    name: Shape.text(),
    team: Shape.text('^[A-Za-z0-9][A-Za-z0-9 ._-]*$', 'letters, digits, blanks, ".", "_" and "-"'),
    repoUrl: Shape.gitUrl(),
    bucket: Shape.text(),
    platformRelease: Shape.text(),
    storageClass: Shape.text(),
    postgresMajor: Shape.integer(10, 99),
    environmentNames: Shape.list(Shape.dnsLabel()),
    acceptInsecureRelease: Shape.bool(),
    targetRevision: Shape.text('^[^\\s~^:?*\\[\\\\]+$', 'a branch, a tag or a commit'),
    argoCd: ArgoCd.SHAPE,
    operatorValues: OperatorValues.SHAPE,
    clusterBase: ClusterBase.SHAPE,
    environments: Shape.list(ENVIRONMENT),
    sync: ApplicationSet.SYNC_SHAPE,
    applicationSetName: Shape.dnsLabel(),
    products: Shape.list(ProductDatabases.SHAPE),
    codeOwners: Shape.list(Shape.text('^(@\\S+|\\S+@\\S+)$', '@user, @organisation/team or an e-mail address')),
    rendered: Shape.bool(),
    ignoredRules: Shape.list(IGNORED),
    acknowledgements: Shape.list(ACKNOWLEDGEMENT),
  } satisfies Record<Exclude<keyof PgPlatformProjectOptions, keyof typeof PROJEN_OPTIONS>, Shape>,
  ['team'],
);
