/** What was asked of `upgrade`. */
export type UpgradeOptions = {
  readonly cwd: string;
  /** Platform release to move towards. */
  readonly to?: string;
  /** PostgreSQL version, `18` or `17.12`. */
  readonly postgres?: string;
  /** The one environment that `postgres` is about. @default - all */
  readonly env?: string;
  /** All steps, not only the next one. */
  readonly all: boolean;
  /** Whether each of all steps is committed. */
  readonly commit: boolean;
  readonly dryRun: boolean;
  /** Go on with what was begun, in the code that was just installed. */
  readonly continue: boolean;
  /** Absolute path of a file for the text of a pull request. */
  readonly body?: string;
  readonly json: boolean;
};

/** What makes one upgrade another one: kept in the journal. */
export type UpgradeRequest = Pick<UpgradeOptions, 'to' | 'postgres' | 'env' | 'all' | 'commit'>;

/** The request of some options. */
export function requestOf({ to, postgres, env, all, commit }: UpgradeOptions): UpgradeRequest {
  return { to, postgres, env, all, commit };
}

/** The arguments that say a request. */
export function requestWords({ to, postgres, env, all, commit }: UpgradeRequest): string {
  return [
    ...(to === undefined ? [] : ['--to', to]),
    ...(postgres === undefined ? [] : ['--postgres', postgres]),
    ...(env === undefined ? [] : ['--env', env]),
    ...(all ? ['--all'] : []),
    ...(commit ? [] : ['--no-commit']),
  ].join(' ');
}
