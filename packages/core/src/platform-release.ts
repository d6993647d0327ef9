import { RELEASES, type ReleaseData } from '@pgplatform/facts';
import { configError } from './config-error';
import { ImageReference } from './image-reference';
import { nearestName } from './nearest-name';

/** How a release takes backups. */
export enum BackupMethod {
  /** `spec.backup.barmanObjectStore` of the Cluster; gone with CloudNativePG 1.31. */
  IN_TREE = 'in-tree',
  /** The Barman Cloud plugin and its ObjectStore. */
  PLUGIN = 'plugin',
}

/** Which of a release's images: everything left out is the release's default. */
export interface PostgresImageOptions {
  /** PostgreSQL major version. @default - the release's default, 17 */
  readonly major?: number;
  /** PostgreSQL version: a major (`18`), or the exact one to put into the release's image of that major (`17.12`). @default - `major` */
  readonly version?: string;
  /** Debian codename. @default - the release's default */
  readonly debian?: string;
  /** `minimal`, `standard` or `system`. @default - the row's `flavour` */
  readonly flavour?: string;
}

/**
 * A tested set of versions: operator, chart, backup method, images. Pinned in `.projenrc.ts`; a newer package never moves it.
 *
 * Between releases lie way points (`2026.07-plugin`): one row for each step that has to be merged, and be healthy, by itself.
 * Source of the figures: the charts, release notes and image catalogs of CloudNativePG, as noted in the tables of `@pgplatform/facts`.
 */
export class PlatformRelease {
  /** The oldest release without a known hole that lets a database owner become superuser (CVE-2026-55769). */
  public static readonly SECURITY_FLOOR = '2026.07';

  /** All releases, oldest first, without the way points between them. */
  public static all(): PlatformRelease[] {
    return RELEASES.map((data) => new PlatformRelease(data)).filter((release) => !release.isWayPoint);
  }

  /** The newest release: what a new repository gets. */
  public static latest(): PlatformRelease {
    return new PlatformRelease(RELEASES[RELEASES.length - 1]);
  }

  /**
   * The release or way point with this id, for example `2026.07` or `2026.07-plugin`.
   *
   * Throws a ConfigProblem `RELEASE_UNKNOWN`.
   */
  public static of(id: string): PlatformRelease {
    const data = RELEASES.find((release) => release.id === id);
    if (!data) {
      const near = nearestName(
        String(id),
        RELEASES.map((release) => release.id),
      );
      throw configError([
        {
          code: 'RELEASE_UNKNOWN',
          path: 'platformRelease',
          message: 'There is no such platform release.',
          given: String(id),
          allowed: PlatformRelease.all()
            .map((release) => release.id)
            .join(', '),
          fix: near
            ? `Did you mean ${near}?`
            : `Use ${PlatformRelease.latest().id}, or upgrade pgplatform when the release is newer.`,
        },
      ]);
    }
    return new PlatformRelease(data);
  }

  /**
   * The steps from one release or way point to another: what comes after `from`, up to and with `to`, in order. Nothing when they are the same.
   *
   * Throws a ConfigProblem `RELEASE_UNKNOWN`, or `RELEASE_DOWNGRADE` when `to` comes before `from`.
   *
   * @param from id of the release or way point that a repository is on
   * @param to id of the release or way point it goes to
   */
  public static path(from: string, to: string): PlatformRelease[] {
    const [start, end] = [PlatformRelease.of(from), PlatformRelease.of(to)];
    if (end.compareTo(start) < 0) {
      throw configError([
        {
          code: 'RELEASE_DOWNGRADE',
          path: 'platformRelease',
          message: 'An older operator does not know what the newer one has written; upstream supports no way back.',
          given: to,
          allowed: `${from} or newer`,
          fix: `Keep ${from}.`,
        },
      ]);
    }
    return RELEASES.slice(start.row + 1, end.row + 1).map((data) => new PlatformRelease(data));
  }

  private constructor(private readonly data: ReleaseData) {}

  /** For example `2026.07`, or `2026.07-plugin` for a way point. */
  public get id(): string {
    return this.data.id;
  }

  /** Id of the release that a way point leads to; of a release, its own. */
  public get release(): string {
    return this.id.replace(/-.*/, '');
  }

  /** Whether this is a way point between two releases: for transit, never for a new repository. */
  public get isWayPoint(): boolean {
    return this.release !== this.id;
  }

  /**
   * What arriving here, from the row before, changes: `operator` (chart), `monitoring` (PodMonitor objects, failover quorum), `roles` (DatabaseRole objects),
   * `image` (newer PostgreSQL), `plugin` (chart), `object-store` (its object), `backups` (Cluster and ScheduledBackup), `base-backup` (Backup objects)
   * or `flavour` (image without Barman).
   */
  public get step(): string {
    return this.data.step;
  }

  /** Version of the `cloudnative-pg` chart. */
  public get operatorChart(): string {
    return this.data.operatorChart;
  }

  /** Version of the operator. */
  public get operatorVersion(): string {
    return this.data.operatorVersion;
  }

  /** How Clusters take backups. */
  public get backupMethod(): BackupMethod {
    return this.data.backupMethod === 'plugin' ? BackupMethod.PLUGIN : BackupMethod.IN_TREE;
  }

  /** Whether environments have an ObjectStore; on the way to the plugin it is there before a Cluster uses it. */
  public get hasObjectStore(): boolean {
    return this.data.objectStore;
  }

  /** Whether every environment takes a base backup once, to prove the plugin before the image loses its own Barman. */
  public get takesBaseBackup(): boolean {
    return this.data.baseBackup;
  }

  /** Version of the `plugin-barman-cloud` chart; nothing when the plugin is not installed. */
  public get pluginChart(): string | undefined {
    return this.data.pluginChart;
  }

  /** Version of the plugin in that chart. */
  public get pluginVersion(): string | undefined {
    return this.data.pluginVersion;
  }

  /** Kubernetes minor versions that upstream supports, for example `1.34-1.36`. */
  public get kubernetes(): string {
    return this.data.kubernetes;
  }

  /** Last day on which upstream supports the operator, `YYYY-MM-DD`. */
  public get endOfLife(): string {
    return this.data.endOfLife;
  }

  /** PostgreSQL majors that have an image in this release. */
  public get postgresMajors(): number[] {
    return [...new Set(this.images.map((image) => image.major))].sort((a, b) => a - b);
  }

  /** All images; `image()` is the default. */
  public get images(): ImageReference[] {
    return this.data.images.map((image) => ImageReference.parse(image));
  }

  /** The flavour that images have when none is asked for: `system` (with Barman) or `standard`. */
  public get flavour(): string {
    return this.data.flavour;
  }

  /** Whether roles are DatabaseRole objects (CloudNativePG 1.30); before, they are listed in the Cluster. */
  public get hasDatabaseRole(): boolean {
    return this.data.databaseRole;
  }

  /** Whether monitoring is the Cluster's `enablePodMonitor`, which newer operators warn about; else it is a PodMonitor object. */
  public get hasClusterPodMonitor(): boolean {
    return this.data.clusterPodMonitor;
  }

  /**
   * Whether Clusters can say that a failover checks the quorum: the operator can from 1.28 on, and a new operator changes no Cluster by itself.
   *
   * Source: cloudnative-pg docs/src/release_notes/v1.28.md (before, an alpha annotation).
   */
  public get hasFailoverQuorum(): boolean {
    return this.data.failoverQuorum;
  }

  /** Whether the operator is older than that of the security floor. */
  public get isBelowFloor(): boolean {
    const { operatorVersion } = PlatformRelease.of(PlatformRelease.SECURITY_FLOOR);
    return this.row < RELEASES.findIndex((row) => row.operatorVersion === operatorVersion);
  }

  /** Id of the row that comes next, for upgrades step by step; nothing for the newest release. */
  public get next(): string | undefined {
    return RELEASES[this.row + 1]?.id;
  }

  /** Negative when this comes before the other in the table, 0 when it is the same, else positive. */
  public compareTo(other: PlatformRelease): number {
    return this.row - other.row;
  }

  /** Whether upstream support has ended at a time (ISO 8601). */
  public isPastEndOfLife(now: string): boolean {
    return now.slice(0, 10) > this.endOfLife;
  }

  /**
   * The release's image for a version, a Debian codename and a flavour.
   *
   * Throws a ConfigProblem `IMAGE_NOT_IN_RELEASE`.
   */
  public image(options: PostgresImageOptions = {}): ImageReference {
    const { version, debian, flavour = this.flavour } = options;
    const major = version === undefined ? options.major : Number.parseInt(version, 10);
    const found = this.images.find(
      (image) =>
        (major === undefined || image.major === major) &&
        (debian === undefined || image.debian === debian) &&
        image.flavour === flavour,
    );
    if (!found) {
      throw configError([
        {
          code: 'IMAGE_NOT_IN_RELEASE',
          path: '',
          message: `Release ${this.id} has no such PostgreSQL image.`,
          given: Object.values(options).filter(Boolean).join(' '),
          allowed: this.images.map((image) => `${image.major} ${image.debian} ${image.flavour}`).join(', '),
          fix: "Choose one of these, or name your own image with ImageReference.parse('…').",
        },
      ]);
    }
    return version === undefined || version === found.version || version === String(found.major)
      ? found
      : ImageReference.parse(`${found.registry}/${found.name}:${version}-${found.flavour}-${found.debian}`);
  }

  private get row(): number {
    return RELEASES.findIndex(({ id }) => id === this.id);
  }
}
