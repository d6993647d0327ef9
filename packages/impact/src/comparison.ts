import type { imageOf, ownArchive, repositoryOf } from '@pgplatform/preflight';

/** A repository with its objects in order. */
export type Repository = ReturnType<typeof repositoryOf>;
/** One object of one build. */
export type Resource = Repository['resources'][number];
export type Application = Repository['applications'][number];
export type Archive = NonNullable<ReturnType<typeof ownArchive>>;
export type PostgresImage = NonNullable<ReturnType<typeof imageOf>>;

/** How long backups of a database are kept. */
export interface Retention {
  readonly days: number;
  /** The policy as written: `30d`. */
  readonly policy: string;
}

/** One database before or after a change. */
export interface Side {
  readonly repository: Repository;
  readonly resource: Resource;
  readonly operatorVersion: string;
  /** The Cluster with defaults, and with the image that it runs. */
  readonly cluster: any;
  /** The image, or nothing when only the catalog, which is not here, knows. */
  readonly image?: PostgresImage;
  /** Where it archives with Barman. */
  readonly archive?: Archive;
  /** How long that archive is kept. */
  readonly retention?: Retention;
}

/** One database that is there before and after a change. */
export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  /** The operator looks at the Cluster again: it, its operator or its plugin changes. What waited for that comes now. */
  readonly isReconciled: boolean;
}
