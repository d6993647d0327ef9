import { majorUpgradeDoubts, majorUpgradeProblems, plainText } from '@pgplatform/core';
import { type ChangeRule, CLUSTER, type Judgement } from '../change-rule';
import type { Comparison } from '../comparison';
import type { Effect } from '../effect';

const UPGRADES = 'cloudnative-pg docs/src/postgres_upgrades.md';
const ROLLING = 'cloudnative-pg docs/src/rolling_update.md; internal/controller/cluster_upgrade.go';

type Majors = { readonly from?: number; readonly to?: number };

const rule = (
  id: string,
  says: string,
  source: string,
  judge: (majors: Majors, comparison: Comparison) => Judgement | Effect | undefined,
): ChangeRule => ({
  id,
  kind: CLUSTER,
  paths: ['spec.imageName', 'spec.imageCatalogRef'],
  says,
  source,
  judge: (_, comparison) => judge(majorsOf(comparison), comparison),
});

const MAJOR_UP =
  'All Pods stop and a Job runs pg_upgrade --link: while it runs there is neither primary nor replica, then the replicas are cloned again. There is no ' +
  'point-in-time recovery across it, and the archive needs a new serverName.';

/** What another image does: the difference is that of the images that run, whoever names them. */
export const IMAGE_RULES: readonly ChangeRule[] = [
  rule(
    'image-was-chosen',
    'The Cluster named no image, so it runs the one that its operator had when it was made: whether this is another major version only the live Cluster tells.',
    UPGRADES,
    ({ from, to }, { before, after }) => (isChosen(before) && !isChosen(after) && from !== to ? 'unknown' : undefined),
  ),
  rule('image-major-up', MAJOR_UP, UPGRADES, (majors, comparison) => {
    if (!isUpgrade(majors, comparison) || failures(comparison).length > 0) return undefined;
    const [from, to] = factsOf(comparison);
    return {
      effect: 'offline major upgrade',
      why: [MAJOR_UP, ...majorUpgradeDoubts(from, to)].join(' '),
      reversible: false,
    };
  }),
  rule(
    'image-major-fails',
    'The operator accepts it and stops all Pods; then the Job that runs pg_upgrade fails, and nothing starts until the old image is back.',
    UPGRADES,
    (majors, comparison) => {
      const found = isUpgrade(majors, comparison) ? failures(comparison) : [];
      return found.length > 0
        ? { effect: 'outage', why: found.map(({ message, fix }) => `${message} ${fix}`).join(' ') }
        : undefined;
    },
  ),
  rule(
    'image-major-down',
    'After an upgrade that is done the operator refuses the older major version: then only a restore goes back. While the upgrade has failed, or still ' +
      'runs, this is the way back: the operator deletes the Job and starts the database with the old image. Only the live Cluster tells (status.pgDataImageInfo).',
    'cloudnative-pg internal/webhook/v1/cluster_webhook.go validateImageChange; pkg/reconciler/majorupgrade/reconciler.go handleRollbackIfNeeded',
    ({ from, to }, comparison) =>
      from !== undefined && to !== undefined && to < from && isAsked(comparison)
        ? {
            effect: 'unknown',
            interruption: 'None where it is refused; as the way back, the database, which is down, starts again.',
          }
        : undefined,
  ),
  rule(
    'image-major-refused',
    'The operator upgrades to PostgreSQL 16 or newer only.',
    'cloudnative-pg internal/webhook/v1/cluster_webhook.go validateImageChange',
    ({ from, to }, comparison) =>
      from !== undefined && to !== undefined && to > from && to < 16 && isAsked(comparison) ? 'rejected' : undefined,
  ),
  rule(
    'image-debian',
    'Every Pod is recreated with the new image, and glibc changes with the Debian release: text indexes may be wrong until they are rebuilt (REINDEX, ALTER DATABASE ... REFRESH COLLATION VERSION).',
    ROLLING,
    ({ from, to }, { before: { image: a }, after: { image: b } }) =>
      isSameMajor(from, to) && a?.debian && b?.debian && a.debian !== b.debian ? 'rolling update' : undefined,
  ),
  rule(
    'image-flavour',
    'Every Pod is recreated with an image that holds other programs: only `system` has the Barman tools of in-tree backups, only `minimal` lacks locales.',
    ROLLING,
    ({ from, to }, comparison) =>
      isSameMajor(from, to) && !changesDebian(comparison) && changesFlavour(comparison) ? 'rolling update' : undefined,
  ),
  rule(
    'image-minor',
    'Every Pod is recreated with the new image on the same data: the replicas first, the primary last.',
    ROLLING,
    ({ from, to }, comparison) =>
      isSameMajor(from, to) &&
      comparison.before.image &&
      comparison.after.image &&
      !changesDebian(comparison) &&
      !changesFlavour(comparison)
        ? 'rolling update'
        : undefined,
  ),
];

function majorsOf({ before, after }: Comparison): Majors {
  const major = ({ image, cluster }: Comparison['before']) => image?.major ?? cluster.spec.imageCatalogRef?.major;
  return { from: major(before), to: major(after) };
}

/** Whether it is an upgrade to a newer major version that the operator accepts. */
function isUpgrade({ from, to }: Majors, comparison: Comparison): boolean {
  return from !== undefined && to !== undefined && to > from && to >= 16 && isAsked(comparison);
}

/** Whether the change is of the image that runs: where nobody named one before, only the live Cluster knows that. */
function isAsked({ before, after }: Comparison): boolean {
  return isChosen(after) || !isChosen(before);
}

/** What the names of both images tell; of a catalog that is not here, the major version. */
function factsOf(comparison: Comparison) {
  const { from, to } = majorsOf(comparison);
  const facts = ({ image, cluster }: Comparison['before'], major?: number) => ({
    version: image?.version ?? plainText(major),
    debian: image?.debian,
    flavour: image?.flavour,
    slotWalLimit: cluster.spec.postgresql?.parameters?.max_slot_wal_keep_size,
  });
  return [facts(comparison.before, from), facts(comparison.after, to)] as const;
}

function failures(comparison: Comparison) {
  return majorUpgradeProblems(...factsOf(comparison));
}

/** Whether the operator chose the image. */
function isChosen({ resource: { object } }: Comparison['before']): boolean {
  return object.spec?.imageName === undefined && object.spec?.imageCatalogRef === undefined;
}

function isSameMajor(from: number | undefined, to: number | undefined): boolean {
  return from !== undefined && from === to;
}

function changesDebian({ before: { image: a }, after: { image: b } }: Comparison): boolean {
  return Boolean(a?.debian && b?.debian && a.debian !== b.debian);
}

function changesFlavour({ before: { image: a }, after: { image: b } }: Comparison): boolean {
  return Boolean(a?.flavour && b?.flavour && a.flavour !== b.flavour);
}
