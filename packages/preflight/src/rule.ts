import type { Severity } from './severity';

/** When a rule looks at an object. */
export enum Phase {
  /** Only when the object is new. */
  CREATE = 'create',
  /** Only when it replaces an older version of itself. */
  UPDATE = 'update',
  /** At every admission. */
  BOTH = 'both',
  /** Over all objects of a repository together. */
  REPOSITORY = 'repository',
}

/** Whose verdict a finding is: who refuses the object, or has something to say about it, and when. */
export enum Judge {
  /** The Kubernetes API server, when the object is applied. */
  API_SERVER = 'api-server',
  /** The operator's admission webhook, when the object is applied. */
  OPERATOR = 'operator',
  /** Kubernetes, later: the object is taken, and a Pod or another object that is made of it is refused. */
  KUBERNETES = 'kubernetes',
  /** PostgreSQL, when it starts or runs what it is told: the object is taken. */
  POSTGRESQL = 'postgresql',
  /** Pgplatform alone: everything else takes it. */
  PGPLATFORM = 'pgplatform',
}

/** What is known about a rule without running it; docs/errors.md is made of these. */
export interface Rule {
  /** Stable id, never reused: `CL-IMG-1`. */
  readonly id: string;
  /** Kinds it looks at. */
  readonly kinds: string[];
  /** When it looks. */
  readonly phase: Phase;
  /** The rule in one sentence. */
  readonly says: string;
  /** What to do when it is broken. */
  readonly fix: string;
  /** File and symbol upstream, or a URL. */
  readonly source: string;
  /**
   * How bad breaking it is, unless a finding says otherwise.
   * @default Severity.ERROR
   */
  readonly severity?: Severity;
  /**
   * Whose verdict it is, unless a finding says otherwise.
   * @default Judge.PGPLATFORM
   */
  readonly judge?: Judge;
  /**
   * First operator versions that know it; several when it was backported: `['1.28.4', '1.29.2', '1.30.0']`.
   * @default - all versions from 1.27.0
   */
  readonly since?: string[];
  /**
   * First operator versions that no longer know it.
   * @default - still known
   */
  readonly until?: string[];
}
