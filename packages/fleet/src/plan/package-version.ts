/** Version of the packages that plan, and that repositories move to. */
export const PACKAGE_VERSION: string = require('pgplatform/package.json').version;

/** Whether a version comes after another one. */
export function isAfter(version: string, other: string): boolean {
  return version.localeCompare(other, 'en', { numeric: true }) > 0;
}
