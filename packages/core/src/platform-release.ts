import { configError } from './config-error';
import { ImageReference } from './image-reference';
import { nearestName } from './nearest-name';
import { RELEASES, type ReleaseData } from './platform-releases';

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
  /** Debian codename. @default - the release's default */
  readonly debian?: string;
  /** `minimal`, `standard` or `system`. @default - `system` with in-tree backups (they need Barman in the image), else `standard` */
  readonly flavour?: string;
}

/**
 * A tested set of versions: operator, chart, backup method, images. Pinned in `.projenrc.ts`; a newer package never moves it.
 *
 * Source of the figures: the charts, release notes and image catalogs of CloudNativePG, as noted in platform-releases.ts.
 */
export class PlatformRelease {
  /** The oldest release without a known hole that lets a database owner become superuser (CVE-2026-55769). */
  public static readonly SECURITY_FLOOR = '2026.07';

  /** All releases, oldest first. */
  public static all(): PlatformRelease[] {
    return RELEASES.map((data) => new PlatformRelease(data));
  }

  /** The newest release: what a new repository gets. */
  public static latest(): PlatformRelease {
    return new PlatformRelease(RELEASES[RELEASES.length - 1]);
  }

  /**
   * The release with this id, for example `2026.07`.
   *
   * Throws a ConfigProblem `RELEASE_UNKNOWN`.
   */
  public static of(id: string): PlatformRelease {
    const data = RELEASES.find((release) => release.id === id);
    if (!data) {
      const ids = RELEASES.map((release) => release.id);
      const near = nearestName(String(id), ids);
      throw configError([
        {
          code: 'RELEASE_UNKNOWN',
          path: 'platformRelease',
          message: 'There is no such platform release.',
          given: String(id),
          allowed: ids.join(', '),
          fix: near
            ? `Did you mean ${near}?`
            : `Use ${PlatformRelease.latest().id}, or upgrade pgplatform when the release is newer.`,
        },
      ]);
    }
    return new PlatformRelease(data);
  }

  private constructor(private readonly data: ReleaseData) {}

  /** For example `2026.07`. */
  public get id(): string {
    return this.data.id;
  }

  /** Version of the `cloudnative-pg` chart. */
  public get operatorChart(): string {
    return this.data.operatorChart;
  }

  /** Version of the operator. */
  public get operatorVersion(): string {
    return this.data.operatorVersion;
  }

  /** How backups are taken. */
  public get backupMethod(): BackupMethod {
    return this.data.pluginChart ? BackupMethod.PLUGIN : BackupMethod.IN_TREE;
  }

  /** Version of the `plugin-barman-cloud` chart; nothing when backups are in-tree. */
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
    return [...new Set(this.data.images.map((image) => ImageReference.parse(image).major))].sort((a, b) => a - b);
  }

  /** All images, the default first. */
  public get images(): ImageReference[] {
    return this.data.images.map((image) => ImageReference.parse(image));
  }

  /** Whether roles can be DatabaseRole objects (CloudNativePG 1.30); before, they are listed in the Cluster. */
  public get hasDatabaseRole(): boolean {
    return this.data.databaseRole;
  }

  /** Whether `enablePodMonitor` is free of an admission warning (before CloudNativePG 1.28). */
  public get hasClusterPodMonitor(): boolean {
    return this.data.clusterPodMonitor;
  }

  /** Whether the release is older than the security floor. */
  public get isBelowFloor(): boolean {
    return this.id < PlatformRelease.SECURITY_FLOOR;
  }

  /** The release that comes next, for upgrades step by step. */
  public get next(): string | undefined {
    return RELEASES[RELEASES.findIndex((release) => release.id === this.id) + 1]?.id;
  }

  /** Whether upstream support has ended at a time (ISO 8601). */
  public isPastEndOfLife(now: string): boolean {
    return now.slice(0, 10) > this.endOfLife;
  }

  /**
   * The release's image for a major, a Debian codename and a flavour.
   *
   * Throws a ConfigProblem `IMAGE_NOT_IN_RELEASE`.
   */
  public image(options: PostgresImageOptions = {}): ImageReference {
    const wanted = (image: ImageReference) =>
      (options.major === undefined || image.major === options.major) &&
      (options.debian === undefined || image.debian === options.debian) &&
      (options.flavour === undefined || image.flavour === options.flavour);
    const found = this.images.find(wanted);
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
    return found;
  }
}
