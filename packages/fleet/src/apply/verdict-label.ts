/** Begins the label that says the worst that a pull request does to a database: of the fleet, and of a repository's own workflow. */
export const VERDICT_LABEL = 'pgplatform: ';
