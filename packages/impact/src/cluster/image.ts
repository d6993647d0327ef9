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

/** What another image does: the difference is that of the images that run, whoever names them. */
export const IMAGE_RULES: readonly ChangeRule[] = [
  rule(
    'image-was-chosen',
    'The Cluster named no image, so it runs the one that its operator had when it was made: whether this is another major version only the live Cluster tells.',
    UPGRADES,
    ({ from, to }, { before, after }) => (isChosen(before) && !isChosen(after) && from !== to ? 'unknown' : undefined),
  ),
  rule(
    'image-major-up',
    'All Pods stop and a Job runs pg_upgrade --link: the replicas are cloned again, there is no point-in-time recovery across it, and the archive needs a new serverName.',
    UPGRADES,
    ({ from, to }, { before, after }) => {
      if (from === undefined || to === undefined || to <= from || to < 16 || (isChosen(before) && !isChosen(after)))
        return undefined;
      const debian = before.image?.debian !== after.image?.debian && before.image?.debian && after.image?.debian;
      const why = `Two things at once: pg_upgrade needs both versions on one Debian release, and this goes from ${before.image?.debian} to ${debian}.`;
      return { effect: 'offline major upgrade', reversible: false, ...(debian && { why }) };
    },
  ),
  rule(
    'image-major-refused',
    'The operator refuses an older major version, and upgrades to 16 or newer only.',
    'cloudnative-pg internal/webhook/v1/cluster_webhook.go validateImageChange',
    ({ from, to }, { before, after }) =>
      from !== undefined && to !== undefined && (to < from || (to > from && to < 16)) && (isChosen(after) || !isChosen(before))
        ? 'rejected'
        : undefined,
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
