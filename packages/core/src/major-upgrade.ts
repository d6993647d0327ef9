import { firstReleasedSince, isReleasedBefore } from '@pgplatform/facts';
import type { ConfigProblem } from './config-problem';

/** What the name of a PostgreSQL image tells, and what it runs with. */
interface Image {
  /** `17.12`, or `17` where the name has no minor version. */
  readonly version: string;
  readonly debian?: string;
  readonly flavour?: string;
  /** The parameter `max_slot_wal_keep_size`. @default - not set, or not known */
  readonly slotWalLimit?: string;
}

/**
 * Why an upgrade from one image to another one of a newer major version fails. The operator accepts all of it; then its Job fails, and
 * the database is down until the old image is back. Paths are empty: the caller knows where the image is named.
 *
 * Sources: cloudnative-pg docs/src/postgres_upgrades.md; internal/cmd/manager/instance/upgrade/prepare/cmd.go copyPostgresInstallation.
 */
export function majorUpgradeProblems(from: Image, to: Image): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (from.debian && to.debian && from.debian !== to.debian) {
    problems.push({
      code: 'IMAGE_CODENAME_CHANGED',
      path: '',
      message:
        "pg_upgrade runs the old image's programs inside the new image: on another Debian release their libraries are missing " +
        '(libxml2, libicu), the upgrade fails, and the database is down until the old image is back.',
      given: to.debian,
      allowed: from.debian,
      fix: `Keep ${from.debian} in a major upgrade; another Debian release is a change of its own, before or after it.`,
    });
  }
  if (isReleasedBefore(to.version, from.version)) {
    const first = firstReleasedSince(from.version, Number.parseInt(to.version, 10));
    const allowed = first ? `${first} or newer` : `a minor version that was released with ${from.version}, or later`;
    problems.push({
      code: 'POSTGRES_OLDER_MINOR',
      path: '',
      message:
        `PostgreSQL ${to.version} was released before ${from.version} and does not know all that it writes: pg_upgrade fails (seen from 17.12 ` +
        'to 18.6 as soon as there was a table: "unrecognized parameter"), and the database is down until the old image is back.',
      given: to.version,
      allowed,
      fix: `Upgrade to ${allowed}.`,
    });
  }
  if (/^17\.[0-5]$/.test(from.version) && isLimited(from) && isLimited(to)) {
    problems.push({
      code: 'SLOT_WAL_LIMIT',
      path: '',
      message:
        'PostgreSQL 17.0 to 17.5 have a bug that makes pg_upgrade fail where max_slot_wal_keep_size is set, and the database is down until the ' +
        'old image is back.',
      given: from.version,
      allowed: '17.6 or newer, or max_slot_wal_keep_size: -1',
      fix: 'Move to the newest 17 first, in a change of its own.',
    });
  }
  return problems;
}

function isLimited({ slotWalLimit = '-1' }: Image): boolean {
  return slotWalLimit !== '-1';
}

/** What a major upgrade depends on and the names of its images do not tell, in one sentence each. */
export function majorUpgradeDoubts(from: Image, to: Image): string[] {
  const doubts: string[] = [];
  if (!from.debian || !to.debian) {
    doubts.push('The names do not tell whether both images are of one Debian release: on another one pg_upgrade fails.');
  }
  if (isReleasedBefore(to.version, from.version) === undefined) {
    doubts.push(
      `It is not known here whether PostgreSQL ${to.version} was released before ${from.version}: to an older one pg_upgrade fails.`,
    );
  }
  if (to.flavour === 'minimal' && from.flavour !== 'minimal') {
    doubts.push('A minimal image lacks locales and extensions: pg_upgrade fails where the databases use them.');
  }
  return doubts;
}
