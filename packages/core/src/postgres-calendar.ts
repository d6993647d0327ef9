/**
 * The versions of PostgreSQL by the day of their release, from 13 on: all majors that are supported get a minor version on one day.
 * There is no 18.5.
 *
 * Source: the release notes, https://www.postgresql.org/docs/release/, and the policy, https://www.postgresql.org/support/versioning/.
 */
const RELEASES: { readonly [day: string]: string } = {
  '2020-09-24': '13.0',
  '2020-11-12': '13.1',
  '2021-02-11': '13.2',
  '2021-05-13': '13.3',
  '2021-08-12': '13.4',
  '2021-09-30': '14.0',
  '2021-11-11': '13.5 14.1',
  '2022-02-10': '13.6 14.2',
  '2022-05-12': '13.7 14.3',
  '2022-06-16': '14.4',
  '2022-08-11': '13.8 14.5',
  '2022-10-13': '15.0',
  '2022-11-10': '13.9 14.6 15.1',
  '2023-02-09': '13.10 14.7 15.2',
  '2023-05-11': '13.11 14.8 15.3',
  '2023-08-10': '13.12 14.9 15.4',
  '2023-09-14': '16.0',
  '2023-11-09': '13.13 14.10 15.5 16.1',
  '2024-02-08': '13.14 14.11 15.6 16.2',
  '2024-05-09': '13.15 14.12 15.7 16.3',
  '2024-08-08': '13.16 14.13 15.8 16.4',
  '2024-09-26': '17.0',
  '2024-11-14': '13.17 14.14 15.9 16.5 17.1',
  '2024-11-21': '13.18 14.15 15.10 16.6 17.2',
  '2025-02-13': '13.19 14.16 15.11 16.7 17.3',
  '2025-02-20': '13.20 14.17 15.12 16.8 17.4',
  '2025-05-08': '13.21 14.18 15.13 16.9 17.5',
  '2025-08-14': '13.22 14.19 15.14 16.10 17.6',
  '2025-09-25': '18.0',
  '2025-11-13': '13.23 14.20 15.15 16.11 17.7 18.1',
  '2026-02-12': '14.21 15.16 16.12 17.8 18.2',
  '2026-02-26': '14.22 15.17 16.13 17.9 18.3',
  '2026-05-14': '14.23 15.18 16.14 17.10 18.4',
  '2026-08-13': '14.24 15.19 16.15 17.11 18.6',
  '2026-11-12': '14.25 15.20 16.16 17.12 18.7',
};

/** Stands for the day of a version that is newer than all of its major above. */
const LATER = '9999-12-31';

const days = new Map(Object.entries(RELEASES).flatMap(([day, all]) => all.split(' ').map((version) => [version, day])));
/** The newest minor version above, by major. */
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
