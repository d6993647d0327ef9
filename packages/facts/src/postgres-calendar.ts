type Calendar = {
  /**
   * The versions of PostgreSQL by the day of their release, from 13 on: all majors that are supported get a minor version on one day.
   * There is no 18.5.
   */
  readonly releases: { readonly [day: string]: string };
  /** The last day of support by major. */
  readonly endOfLife: { readonly [major: string]: string };
};

/** Source: the release notes, https://www.postgresql.org/docs/release/, and the policy, https://www.postgresql.org/support/versioning/. */
const { releases, endOfLife }: Calendar = require('../data/postgres.json');

/** Stands for the day of a version that is newer than all of its major there. */
const LATER = '9999-12-31';

const days = new Map(Object.entries(releases).flatMap(([day, all]) => all.split(' ').map((version) => [version, day])));
/** The newest minor version there, by major. */
const newest = new Map([...days.keys()].map((version) => version.split('.').map(Number) as [number, number]));

/**
 * Whether a version of PostgreSQL, `18.6`, was released on an earlier day than another one, `17.12`.
 *
 * A version that is newer than all that are known here came after them. Nothing where it cannot be told: of two such versions, of a
 * major that is not known here, of a version without its minor.
 */
export function isReleasedBefore(version: string, other: string): boolean | undefined {
  const [day, otherDay] = [dayOf(version), dayOf(other)];
  return day === undefined || otherDay === undefined || (day === LATER && otherDay === LATER) ? undefined : day < otherDay;
}

/** The first version of a major from the day of another version on: `18.7` for 18 and `17.12`; nothing where none is known. */
export function firstReleasedSince(version: string, major: number): string | undefined {
  const since = dayOf(version);
  return since && [...days].find(([one, day]) => one.startsWith(`${major}.`) && day >= since)?.[0];
}

function dayOf(version: string): string | undefined {
  const [major, minor] = version.split('.').map(Number);
  return days.get(version) ?? (minor > (newest.get(major) ?? Number.POSITIVE_INFINITY) ? LATER : undefined);
}

/** The last day of support of a PostgreSQL major. */
export function postgresEndOfLife(major: number): string | undefined {
  return endOfLife[major];
}
